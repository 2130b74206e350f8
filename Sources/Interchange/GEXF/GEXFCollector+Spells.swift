import Records

/// What is added when a node or an edge ends, since it needs all that stands in it.
extension GEXFCollector {
  mutating func finish(_ element: GEXFOpenElement) {
    let values = element.isEdge ? contents.edges[element.index].values : contents.nodes[element.index].values
    let place = XMLPlace(line: Int(values.line))
    for (key, pieces) in element.dynamics {
      let name = contents.keys[Int(key)].name
      guard element.isEdge, name.lowercased() == GraphMLNames.weight else {
        append(key, GEXFSpell.text(pieces), to: element)
        continue
      }
      warnOnce(
        at: place, "weights change over time, which those of ties do not", "the last is kept: write a tie for each")
      if element.weight.isEmpty, let last = pieces.last { append(key, last.value, to: element) }
    }
    if element.isEdge, !element.weight.isEmpty { addUnlessSaid(GraphMLNames.weight, element.weight, to: element) }
    // A file of Ripple's own says the rest once more in attributes of its own.
    if isOwn { return }
    guard element.isEdge else {
      if !element.parents.isEmpty { addUnlessSaid("parent", element.parents.joined(separator: ";"), to: element) }
      if element.spells.count == 1 {
        addUnlessSaid("start", element.spells[0].start, to: element)
        addUnlessSaid("end", element.spells[0].end, to: element)
      } else if element.spells.count > 1 {
        addUnlessSaid("spells", element.spells.map(\.text).joined(separator: ";"), to: element)
      }
      return
    }
    addUnlessSaid("kind", element.kind, to: element)
    addUnlessSaid("label", element.label, to: element)
    guard let first = element.spells.first else { return }
    // Both columns, so that an absent end is an open one.
    _ = (key(.edge, named: "start"), key(.edge, named: "end"))
    let edge = contents.edges[element.index].values
    add(first, to: element)
    for spell in element.spells.dropFirst() { repeatEdge(element, edge, spell) }
  }

  mutating func add(_ spell: GEXFSpell, to element: GEXFOpenElement) {
    let bounds = spell.inclusive
    addUnlessSaid("start", bounds.start, to: element)
    addUnlessSaid("end", bounds.end, to: element)
  }

  /// Makes a tie of its own for a further spell of an edge, without the id, which belongs to the first.
  mutating func repeatEdge(
    _ element: GEXFOpenElement, _ values: GraphMLValues, _ spell: GEXFSpell
  ) {
    guard !isStopped else { return }
    let place = XMLPlace(line: Int(values.line))
    warnOnce(at: place, "an edge has several spells", "each becomes a tie of its own")
    var copy = contents.edges[element.index]
    copy.idStart = 0
    copy.idEnd = 0
    copy.values = GraphMLValues(line: values.line)
    var next = values.first
    while next >= 0 {
      var datum = contents.data[Int(next)]
      // The chain went on to the first spell's bounds.
      let isLast = next == values.last
      next = isLast ? -1 : datum.next
      datum.next = -1
      copies += 1
      guard copies <= Self.mostCopies else {
        return stop(at: place, "edges with several spells have too many values", "write an edge for each spell")
      }
      copy.values = append(datum, to: copy.values)
    }
    contents.edges.append(copy)
    add(spell, to: GEXFOpenElement(isEdge: true, index: contents.edges.count - 1, spells: []))
  }
}
