import Interchange
import Records

/// Reads whatever the bytes are, as a file, and as DOT and as tables where they are no XML: that it ends at all is what is tried.
///
/// Problems must be counted, placed and said; a network that is read must have its rows in order.
private func read(_ bytes: [UInt8]) {
  let isXML = bytes.first { $0 != 0xEF && $0 != 0xBB && $0 != 0xBF && $0 != 0xFF && $0 != 0xFE && $0 != 0 } == 0x3C
  guard isXML else {
    judge { () throws(InvalidInput) in try readDOT(file: "x.dot", bytes: bytes, problemLimit: 4) }
    judge { () throws(InvalidInput) in try readEdgeList(file: "list.csv", bytes: bytes, problemLimit: 4) }
    judge { () throws(InvalidInput) in
      var builder = NetworkBuilder(about: About(), limit: 4)
      for table in [TableName.people, .uses, .ties] {
        builder.read(table, from: CSVRows(file: table.file, bytes: bytes))
      }
      return try builder.finish()
    }
    return
  }
  judge { () throws(InvalidInput) in try readGraphML(file: "x.graphml", bytes: bytes, problemLimit: 4) }
  judge { () throws(InvalidInput) in try readGEXF(file: "x.gexf", bytes: bytes, problemLimit: 4) }
}

private func judge(_ read: () throws(InvalidInput) -> (network: Network, problems: ProblemList)) {
  do throws(InvalidInput) {
    let (network, problems) = try read()
    precondition(problems.errors == 0, "a network was read in spite of errors")
    for tie in network.ties.rows {
      precondition(max(tie.from.int, tie.to.int) < network.people.count, "a tie goes nowhere")
    }
    for column in network.ties.extraColumns { precondition(column.values.count == network.ties.count) }
    for column in network.people.extraColumns { precondition(column.values.count == network.people.count) }
  } catch {
    precondition(error.problems.errors > 0, "it was refused without a reason")
    for problem in error.problems.kept {
      precondition(
        problem.line >= 1 && !problem.message.isEmpty && !problem.remedy.isEmpty, "a problem says too little")
    }
  }
}

#if FUZZING
  /// What libFuzzer calls.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    unsafe read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#else
  /// Reads every file named, as the fuzzer would: a crash is a finding.
  @main
  enum Replay {
    static func main() throws {
      for path in CommandLine.arguments.dropFirst() { read(try readFile(path)) }
      print("\(CommandLine.arguments.count - 1) files read")
    }
  }
#endif
