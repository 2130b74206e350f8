/// What attributes of DOT mean to Graphviz.
enum DOTNames {
  /// Of nodes that are not of the network but of its drawing: what they are.
  static let part = "ripple_part"

  /// True for attributes in whose text Graphviz resolves escapes (its type `escString`).
  static func isEscaped(_ name: String) -> Bool { escaped.contains(name) }

  /// True for attributes that say how something is drawn.
  static func isDrawing(_ name: String) -> Bool { drawing.contains(name) }

  private static let escaped: Set = [
    "label", "xlabel", "headlabel", "taillabel", "tooltip", "edgetooltip", "headtooltip", "labeltooltip", "tailtooltip",
  ]

  /// Attributes of nodes and edges, from Graphviz's documentation, but for those that Ripple has a use for: labels and
  /// weights.
  static let drawing: Set<String> = [
    "_background", "area", "arrowhead", "arrowsize", "arrowtail", "class", "color", "colorscheme", "comment",
    "constraint", "decorate", "dir", "distortion", "edgehref", "edgetarget", "edgetooltip", "edgeurl", "fillcolor",
    "fixedsize", "fontcolor", "fontname", "fontsize", "gradientangle", "group", "headclip", "headhref", "headlabel",
    "headport", "headtarget", "headtooltip", "headurl", "height", "href", "id", "image", "imagepos", "imagescale",
    "labelangle", "labeldistance", "labelfloat", "labelfontcolor", "labelfontname", "labelfontsize", "labelhref",
    "labelloc", "labeltarget", "labeltooltip", "labelurl", "layer", "len", "lhead", "lp", "ltail", "margin", "minlen",
    "nojustify", "ordering", "orientation", "penwidth", "peripheries", "pin", "pos", "radius", "rects", "regular",
    "root", "samehead", "sametail", "samplepoints", "shape", "shapefile", "showboxes", "sides", "skew", "sortv",
    "style", "tailclip", "tailhref", "taillabel", "tailport", "tailtarget", "tailtooltip", "tailurl", "target",
    "tooltip", "url", "vertices", "width", "xlabel", "xlp", "z",
  ]
}
