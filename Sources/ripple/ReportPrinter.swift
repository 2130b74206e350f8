import Foundation
import Insight
import Interchange

/// Prints a page of HTML into a PDF, by a browser without a window: Chromium or one of its kin, where there is one.
struct ReportPrinter {
  private let browser: String

  /// Finds the browser: what CHROMIUM names, else the first on the PATH.
  ///
  /// - Throws: ``QuestionError`` when there is none.
  init() throws(QuestionError) {
    let environment = ProcessInfo.processInfo.environment
    let folders = environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    let places =
      [environment["CHROMIUM"]].compactMap(\.self) + names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let browser = places.first(where: FileManager.default.isExecutableFile) else {
      throw QuestionError(
        "there is no Chromium here to print with: install it, or write a file that ends in .html and print that in a browser"
      )
    }
    self.browser = browser
  }

  /// Prints what `write` writes as HTML.
  ///
  /// - Parameters:
  ///   - output: Where the PDF goes.
  ///   - write: Writes the page.
  /// - Throws: ``QuestionError`` when the browser does not print it within a minute, and what `write` throws.
  func print(to output: OutputFile, _ write: (OutputFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ripple-\(UUID().uuidString)")
    // For its owner's eyes, as the report is.
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let (page, printed) = (folder.appending(path: "report.html"), folder.appending(path: "report.pdf"))
    try write(try OutputFile(path: page.path))
    let process = Process()
    process.executableURL = URL(filePath: browser)
    process.arguments =
      [
        "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
        "--user-data-dir=\(folder.path)/profile",
        "--print-to-pdf=\(printed.path)", page.absoluteString,
      ]
      // Chromium refuses to shut root in; the page is ours and runs nothing.
      + (geteuid() == 0 ? ["--no-sandbox"] : [])
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw QuestionError("\(browser) does not run: see whether it may be executed, or write a file that ends in .html")
    }
    RunningProgram.started(process.processIdentifier)
    defer { RunningProgram.ended() }
    let number = process.processIdentifier
    let tooLate = DispatchWorkItem { kill(number, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: tooLate)
    process.waitUntilExit()
    tooLate.cancel()
    let bytes = (try? readFile(printed.path)) ?? []
    guard bytes.starts(with: "%PDF".utf8) else {
      throw QuestionError(
        "\(browser) did not print the report: write a file that ends in .html and print that in a browser")
    }
    try output.write(bytes)
    try output.finish()
  }
}
