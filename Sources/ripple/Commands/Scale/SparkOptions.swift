import ArgumentParser

/// Where Spark is, and what it is given.
struct SparkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The cluster, as Spark names it: local[4], spark://host:7077, k8s://..., yarn.", valueName: "url"))
  var master = "local[*]"
  @Option(
    help: ArgumentHelp("Memory of Spark's driver, and of each executor, as Spark writes it: 8g.", valueName: "size"))
  var memory: String?
  @Option(
    name: .customLong("conf"),
    help: ArgumentHelp("A further setting of Spark; as often as needed.", valueName: "key=value"))
  var further: [String] = []
  @Option(
    name: .customLong("spark-submit"),
    help: ArgumentHelp("The program; that of SPARK_HOME, or the first on the PATH, unless told.", valueName: "path"),
    completion: .file())
  var submit: String?
  @Option(
    help: ArgumentHelp("The job; the one that scripts/spark-job made unless told.", valueName: "file.jar"),
    completion: .file(extensions: ["jar"]))
  var job: String?

  func validate() throws {
    if let wrong = further.first(where: { !$0.contains("=") }) {
      throw ValidationError("'\(wrong)' given with --conf is no setting: write key=value.")
    }
  }

  /// The words they come to for spark-submit.
  var settings: [String] {
    (memory.map { ["--driver-memory", $0, "--executor-memory", $0] } ?? []) + further.flatMap { ["--conf", $0] }
  }
}
