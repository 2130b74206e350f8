public import Records

/// Writes a network as Ripple's own tables, one file each, with `network.json`; tables without rows are left out.
///
/// Reading them back gives the same network. Cells are written as they are, e-mail addresses included.
public func writeTables(_ network: Network, to folder: OutputFolder) throws(OutputError) {
  let about = try folder.file(NetworkFile.name)
  try NetworkFile.write(network.about, to: about)
  try about.finish()
  try write(network.organisations, of: network, to: folder)
  try write(network.people, of: network, to: folder)
  try write(network.teams, of: network, to: folder)
  try write(network.memberships, of: network, to: folder)
  try write(network.techniques, of: network, to: folder)
  try write(network.cohorts, of: network, to: folder)
  try write(network.enrolments, of: network, to: folder)
  try write(network.events, of: network, to: folder)
  try write(network.uses, of: network, to: folder)
  try write(network.engagements, of: network, to: folder)
  try write(network.transfers, of: network, to: folder)
  try write(network.ties, of: network, to: folder)
  try write(network.outcomes, of: network, to: folder)
}

/// True for the names of files that ``writeTables(_:to:)`` writes.
public func isTableFile(_ name: String) -> Bool {
  name == NetworkFile.name || TableName.allCases.contains { $0.file == name }
}

private func write<Row: TableRow>(
  _ table: Table<Row>, of network: Network, to folder: OutputFolder
) throws(OutputError) {
  guard table.count > 0 else { return }
  let output = try folder.file(Row.table.file)
  var csv = CSVWriter(output, guardingFormulas: false)
  let columns = Array(Row.Column.allCases)
  try csv.row(columns.map(\.info.name) + table.extraColumns.map(\.name))
  for (place, row) in table.rows.enumerated() {
    try csv.row(columns.map { row.cell($0, in: network) } + table.extraColumns.map { $0.values[place] })
  }
  try output.finish()
}
