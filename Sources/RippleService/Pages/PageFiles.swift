import Crypto
import Foundation
import Store

/// The templates and files of the pages, which stand in the program itself.
enum PageFiles {
  /// Templates by name.
  static let templates: [(name: String, bytes: [UInt8])] = [
    ("shell", PackageResources.shell_mustache), ("sign-in", PackageResources.sign_in_mustache),
    ("problem", PackageResources.problem_mustache), ("help", PackageResources.help_mustache),
    ("peers", PackageResources.peers_mustache), ("me", PackageResources.me_mustache),
    ("data", PackageResources.data_mustache), ("plan", PackageResources.plan_mustache),
    ("take", PackageResources.take_mustache), ("access", PackageResources.access_mustache),
    ("spread", PackageResources.spread_mustache),
  ]

  /// Files that pages load, by their address under `/assets/`.
  static let assets: [(name: String, media: String, bytes: [UInt8])] = [
    ("ripple.css", css, PackageResources.ripple_css), ("icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ("ask.js", script, PackageResources.ask_js), ("sign-in.js", script, PackageResources.sign_in_js),
    ("later.js", script, PackageResources.later_js), ("data.js", script, PackageResources.data_js),
    ("spread.css", css, PackageResources.spread_css), ("spread.js", script, PackageResources.spread_js),
    ("spread-address.js", script, PackageResources.spread_address_js),
    ("spread-camera.js", script, PackageResources.spread_camera_js),
    ("spread-canvas.js", script, PackageResources.spread_canvas_js),
    ("spread-charts.js", script, PackageResources.spread_charts_js),
    ("spread-choices.js", script, PackageResources.spread_choices_js),
    ("spread-colours.js", script, PackageResources.spread_colours_js),
    ("spread-curve.js", script, PackageResources.spread_curve_js),
    ("spread-discs.js", script, PackageResources.spread_discs_js),
    ("spread-hands.js", script, PackageResources.spread_hands_js),
    ("spread-marks.js", script, PackageResources.spread_marks_js),
    ("spread-model.js", script, PackageResources.spread_model_js),
    ("spread-names.js", script, PackageResources.spread_names_js),
    ("spread-network.js", script, PackageResources.spread_network_js),
    ("spread-outcomes.js", script, PackageResources.spread_outcomes_js),
    ("spread-panel.js", script, PackageResources.spread_panel_js),
    ("spread-path.js", script, PackageResources.spread_path_js),
    ("spread-scene.js", script, PackageResources.spread_scene_js),
    ("spread-search.js", script, PackageResources.spread_search_js),
    ("spread-sight.js", script, PackageResources.spread_sight_js),
    ("spread-state.js", script, PackageResources.spread_state_js),
    ("spread-svg.js", script, PackageResources.spread_svg_js),
    ("spread-take.js", script, PackageResources.spread_take_js),
    ("spread-time.js", script, PackageResources.spread_time_js),
    ("spread-timeline.js", script, PackageResources.spread_timeline_js),
    ("spread-tree.js", script, PackageResources.spread_tree_js),
    ("spread-view.js", script, PackageResources.spread_view_js),
    ("spread-words.js", script, PackageResources.spread_words_js),
  ]

  /// What `spread.js` loads, directly or not.
  static let modulesOfSpread = ["ask.js"] + assets.map(\.name).filter { $0.hasPrefix("spread-") && $0.hasSuffix(".js") }

  /// What they are known by: another one when any of them is another.
  static let version: String = {
    var sha = SHA256()
    for asset in assets { sha.update(data: Data(asset.bytes)) }
    return sha.finalize().prefix(8).hex
  }()

  private static let css = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"
}
