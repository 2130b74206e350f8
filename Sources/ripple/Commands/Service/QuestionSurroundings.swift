import Records

/// What is given to a command that answers in a process which has the network already.
enum QuestionSurroundings {
  /// The network every question is about, instead of the one its argument names.
  @TaskLocal static var network: Network?
}
