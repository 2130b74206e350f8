import Algorithms
import Insight
import Interchange
import Records

extension SpreadRendering {
  /// The whole answer; members named in the design come first.
  func writeJSON(to json: inout JSONWriter) throws(OutputError) {
    let options = spread.options
    try json.object { (json) throws(OutputError) in
      try json.member("technique", technique.id)
      try json.member("lag", spread.lag)
      try json.member("definition", options.definition.rawValue)
      try json.member("exposureOf", options.exposure.rawValue)
      try writePeriods(to: &json)
      try writePeople(to: &json)
      try json.member("moran", spread.moran)
      try writeCuts(to: &json)
      try writeBass(to: &json)
      try json.name("sustainment")
      try json.value(spread.sustainment, spread.unit)
      try json.name("central")
      try json.object { (json) throws(OutputError) in
        try json.member("adopters", spread.central.adopters)
        try json.member("leftOut", spread.central.leftOut)
        try json.member("rho", spread.central.correlation?.rho)
        try json.member("p", spread.central.correlation?.p)
        try json.member("permutations", spread.central.correlation?.permutations)
      }
      if options.grouping != nil { try writeGroups(to: &json) }
      if options.test != nil { try writeTests(to: &json) }
      if let differences { try write(differences, to: &json) }
    }
  }

  private func writePeriods(to json: inout JSONWriter) throws(OutputError) {
    try json.name("periods")
    try json.array { (json) throws(OutputError) in
      for period in spread.periods {
        try json.object { (json) throws(OutputError) in
          try json.member("period", period.number)
          try json.member("start", time: period.start, spread.unit)
          try json.member("adopters", period.adopters)
          try json.member("cumulative", period.cumulative)
          try json.member("share", period.share)
          try json.member("growth", period.growth)
          try json.member("hazard", period.hazard)
          try json.member("moran", period.moran)
        }
      }
    }
  }

  private func writePeople(to json: inout JSONWriter) throws(OutputError) {
    try json.name("people")
    try json.array { (json) throws(OutputError) in
      for (row, person) in spread.people.enumerated() {
        try json.object { (json) throws(OutputError) in
          try json.member("id", network.people.rows[row].id)
          try json.member("adopted", time: person.adopted, spread.unit)
          try json.member("period", person.period)
          try json.member("category", person.category.rawValue)
          try json.member("threshold", person.threshold)
          try json.member("thresholdCategory", person.thresholdCategory?.rawValue)
          try json.member("infectiousness", person.infectiousness)
          try json.member("susceptibility", person.susceptibility)
        }
      }
    }
    try json.name("exposure")
    try json.array { (json) throws(OutputError) in
      for (row, values) in spread.exposure.enumerated() {
        try json.object { (json) throws(OutputError) in
          try json.member("id", network.people.rows[row].id)
          try json.member("values", values)
        }
      }
    }
  }

  private func writeCuts(to json: inout JSONWriter) throws(OutputError) {
    try json.name("cuts")
    try json.object { (json) throws(OutputError) in
      try json.member("timeOfAdoption", spread.timeOfAdoption?.cuts ?? [])
      try json.member("threshold", spread.thresholds?.cuts ?? [])
    }
  }

  private func writeBass(to json: inout JSONWriter) throws(OutputError) {
    try json.name("bass")
    guard let bass = spread.bass else { return try json.value(String?.none) }
    try json.object { (json) throws(OutputError) in
      try json.member("p", bass.figures.p)
      try json.member("q", bass.figures.q)
      try json.member("ceiling", bass.figures.ceiling)
      try json.name("standardErrors")
      try json.object { (json) throws(OutputError) in
        try json.member("p", bass.errors.p)
        try json.member("q", bass.errors.q)
        try json.member("ceiling", bass.errors.ceiling)
      }
      try json.member("rootMeanSquare", bass.rootMeanSquare)
      try json.member("residuals", bass.residuals)
    }
  }

  private func writeGroups(to json: inout JSONWriter) throws(OutputError) {
    try json.member("groupedBy", spread.options.grouping)
    try json.name("groups")
    try json.array { (json) throws(OutputError) in
      for group in spread.groups {
        try json.object { (json) throws(OutputError) in
          try json.member("group", group.name)
          try json.member("people", group.people)
          try json.member("adopters", group.adopters)
          try json.member("share", group.share)
          try json.member("medianPeriod", group.medianPeriod)
          try json.member("meanHazard", group.meanHazard)
          try json.member("hazard", group.hazard)
          try json.name("sustainment")
          try json.value(group.sustainment, spread.unit)
        }
      }
    }
  }

  private func writeTests(to json: inout JSONWriter) throws(OutputError) {
    try json.name("tests")
    try json.array { (json) throws(OutputError) in
      for test in spread.tests {
        try json.object { (json) throws(OutputError) in
          try json.member("null", test.null.rawValue)
          if test.null == .shuffledWithinGroups { try json.member("within", spread.shuffledWithin) }
          try json.member("permutations", test.permutations)
          try json.member("exposureAtAdoption", test.exposure)
          try json.member("moran", test.moran)
          try json.member("finding", chanceFinding(test))
        }
      }
    }
  }

  private func write(_ differences: SpreadDifferences, to json: inout JSONWriter) throws(OutputError) {
    func ids(_ json: inout JSONWriter, _ person: Int) throws(OutputError) {
      try json.member("id", network.people.rows[person].id)
    }
    try json.name("differences")
    try json.object { (json) throws(OutputError) in
      try json.name("lag")
      try json.object { (json) throws(OutputError) in
        try json.member("published", differences.lags.published)
        try json.member("netdiffuser", differences.lags.netdiffuser)
      }
      try json.name("hazard")
      try json.array { (json) throws(OutputError) in
        for row in differences.hazards {
          try json.object { (json) throws(OutputError) in
            try json.member("period", row.period)
            try json.member("published", row.published)
            try json.member("netdiffuser", row.netdiffuser)
          }
        }
      }
      try json.name("threshold")
      try json.array { (json) throws(OutputError) in
        for row in differences.thresholds {
          try json.object { (json) throws(OutputError) in
            try ids(&json, row.person)
            try json.member("published", row.published)
            try json.member("netdiffuser", row.netdiffuser)
          }
        }
      }
      try json.name("category")
      try json.array { (json) throws(OutputError) in
        for row in differences.categories {
          try json.object { (json) throws(OutputError) in
            try ids(&json, row.person)
            try json.member("published", row.published.rawValue)
            try json.member("netdiffuser", row.netdiffuser.rawValue)
          }
        }
      }
      try json.name("thresholdCuts")
      try json.object { (json) throws(OutputError) in
        try json.member("published", differences.thresholdCuts.published)
        try json.member("netdiffuser", differences.thresholdCuts.netdiffuser)
      }
      try json.name("bassCeiling")
      try json.object { (json) throws(OutputError) in
        try json.member("published", differences.ceilings.published)
        try json.member("netdiffuser", differences.ceilings.netdiffuser)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ numbers: [Double?]) throws(OutputError) {
    try self.name(name)
    try array { (json) throws(OutputError) in
      for number in numbers { try json.value(number) }
    }
  }

  fileprivate mutating func member(_ name: String, _ moran: MoransI?) throws(OutputError) {
    try self.name(name)
    guard let moran else { return try value(String?.none) }
    try object { (json) throws(OutputError) in
      try json.member("observed", moran.observed)
      try json.member("expected", moran.expected)
      try json.member("standardDeviation", moran.standardDeviation)
      try json.member("z", moran.z)
      try json.member("p", moran.p)
    }
  }

  fileprivate mutating func member(_ name: String, _ comparison: ChanceComparison?) throws(OutputError) {
    try self.name(name)
    guard let comparison else { return try value(String?.none) }
    try object { (json) throws(OutputError) in
      try json.member("observed", comparison.observed)
      try json.member("nullMean", comparison.nullMean)
      try json.member("low", comparison.low)
      try json.member("high", comparison.high)
      try json.member("difference", comparison.difference)
      try json.member("p", comparison.p)
    }
  }

  /// Writes how long uses last; lengths are in the network's unit.
  mutating func value(_ sustainment: Sustainment, _ unit: TimeUnit) throws(OutputError) {
    func length(_ moments: Int64) -> Double { Double(moments) / Double(unit.length) }
    try object { (json) throws(OutputError) in
      try json.member("unit", unit.name)
      try json.member("until", time: sustainment.lastMoment(unit), unit)
      try json.member("uses", sustainment.curve.spells)
      try json.member("ended", sustainment.curve.ended)
      try json.member("undated", sustainment.undated)
      try json.member("restarts", sustainment.restarts)
      try json.member("median", sustainment.curve.median.map(length))
      try json.name("curve")
      try json.array { (json) throws(OutputError) in
        for step in sustainment.curve.steps {
          try json.object { (json) throws(OutputError) in
            try json.member("after", length(step.length))
            try json.member("atRisk", step.atRisk)
            try json.member("ended", step.ended)
            try json.member("share", step.share)
            try json.member("low", step.low)
            try json.member("high", step.high)
          }
        }
      }
      try json.name("reasons")
      try json.array { (json) throws(OutputError) in
        for reason in sustainment.reasons {
          try json.object { (json) throws(OutputError) in
            try json.member("reason", reason.reason.isEmpty ? nil : reason.reason)
            try json.member("count", reason.count)
          }
        }
      }
    }
  }
}
