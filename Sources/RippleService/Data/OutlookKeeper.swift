/// Things made of the network as different viewers see it, each made once for as long as it is of the newest change.
actor OutlookKeeper<Value: Sendable> {
  private var kept: [(outlook: Outlook, value: Task<Value, any Error>)] = []
  /// Things kept, each about as large as the network.
  private static var most: Int { 8 }

  /// The thing of an outlook; all who ask while it is being made wait for the one.
  ///
  /// - Parameters:
  ///   - outlook: What it is made of.
  ///   - make: Makes it; what blocks in it is for the thread that blocks.
  func value(_ outlook: Outlook, making make: @escaping @Sendable () async throws -> Value) async throws -> Value {
    if let known = kept.first(where: { $0.outlook == outlook }) { return try await known.value.value }
    let task = Task { try await make() }
    kept.removeAll { $0.outlook.known < outlook.known }
    kept.append((outlook, task))
    if kept.count > Self.most { kept.removeFirst() }
    do {
      return try await task.value
    } catch {
      // What failed is tried anew when it is asked for again.
      kept.removeAll { $0.outlook == outlook }
      throw error
    }
  }
}
