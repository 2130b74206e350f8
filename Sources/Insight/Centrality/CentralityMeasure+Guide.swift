/// What there is to know of a measure before it is used.
public struct MeasureGuide: Sendable {
  /// What it says of people, in one line.
  public let meaning: String
  /// What it does not say.
  public let caution: String
  /// How it is reckoned.
  public let formula: String
  /// Where it comes from.
  public let source: String
}

extension CentralityMeasure {
  /// What the measure says of people, in one line.
  public var meaning: String { guide.meaning }

  /// What it means for people, what it does not mean, its formula and its source.
  public var guide: MeasureGuide {
    switch self {
    case .degree:
      MeasureGuide(
        meaning: "how many others somebody is joined to",
        caution: "Not how much passes along those ties: people who write down more have more.",
        formula: "number of neighbours; with --directed those pointing in and those pointed to, added",
        source: "Freeman 1978, doi:10.1016/0378-8733(78)90021-7")
    case .inDegree:
      MeasureGuide(
        meaning: "how many others point to somebody",
        caution: "Being named is not helping: it grows with how long somebody has been known.",
        formula: "number of nodes with an edge to the node", source: "Freeman 1978, doi:10.1016/0378-8733(78)90021-7")
    case .outDegree:
      MeasureGuide(
        meaning: "how many others somebody points to",
        caution: "It depends on how many names a form had room for.",
        formula: "number of nodes the node has an edge to",
        source: "Freeman 1978, doi:10.1016/0378-8733(78)90021-7")
    case .strength:
      MeasureGuide(
        meaning: "the weights of somebody's edges, added",
        caution: "One strong tie and many weak ones come to the same.",
        formula: "sum of w_ij over j; with --directed both ways; an edge without a weight counts 1",
        source: "Barrat et al. 2004, doi:10.1073/pnas.0400087101")
    case .closeness:
      MeasureGuide(
        meaning: "how few steps away everybody within reach is",
        caution: "Static: it takes every tie of the window as open at once, in any order. See temporalCloseness.",
        formula: "(r / (n - 1)) (r / sum of d_ij), r others reached; null for whoever reaches nobody",
        source: "Wasserman and Faust 1994, doi:10.1017/CBO9780511815478, p. 201")
    case .harmonic:
      MeasureGuide(
        meaning: "how near everybody is: inverse steps to everybody, added, nobody reached adding nothing",
        caution: "Static, as closeness; half of it may come from neighbours alone.",
        formula: "sum over j of 1 / d_ij", source: "Marchiori and Latora 2000, doi:10.1016/S0378-4371(00)00311-3")
    case .betweenness:
      MeasureGuide(
        meaning: "who sits between groups that otherwise do not talk",
        caution: "It does not say that anything passed through them, nor that they would be missed.",
        formula: "sum over pairs s, t of the share of shortest paths from s to t that run through the node",
        source: "Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249")
    case .edgeBetweenness:
      MeasureGuide(
        meaning: "which ties join groups that otherwise do not talk",
        caution: "A tie with a high value need not be a strong one: often it is a single meeting.",
        formula: "sum over pairs s, t of the share of shortest paths from s to t that run along the edge",
        source: "Girvan and Newman 2002, doi:10.1073/pnas.122653799")
    case .eigenvector:
      MeasureGuide(
        meaning: "who is joined to well-connected people",
        caution: "Whoever is outside the densest piece of the network gets 0, however many they know.",
        formula: "x_i in proportion to the sum of w_ji x_j; the greatest is 1; null without rings",
        source: "Bonacich 1987, doi:10.1086/228631")
    case .pagerank:
      MeasureGuide(
        meaning: "who is turned to by people who are themselves turned to",
        caution: "Without --directed it says little more than degree.",
        formula:
          "x_i = 0.15 j_i + 0.85 (sum of x_j w_ji / s_j + j_i sum of x over nodes without out-edges), j even, or even over --from",
        source: "Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X")
    case .katz:
      MeasureGuide(
        meaning: "who is turned to, directly and through others",
        caution: "How much others' others count is a choice (--attenuation), not a finding.",
        formula: "x = a A'x + 1; a is 0.1, or 0.85 / greatest eigenvalue where 0.1 is too great",
        source: "Katz 1953, doi:10.1007/BF02289026")
    case .hubs:
      MeasureGuide(
        meaning: "who knows whom to turn to",
        caution: "Only with --directed do hubs differ from authorities.",
        formula: "h in proportion to A a, a to A'h; the greatest is 1",
        source: "Kleinberg 1999, doi:10.1145/324133.324140")
    case .authorities:
      MeasureGuide(
        meaning: "whom those turn to who know whom to turn to",
        caution: "It follows the densest part of the network: experts of a small field may get 0.",
        formula: "a in proportion to A'h, h to A a; the greatest is 1",
        source: "Kleinberg 1999, doi:10.1145/324133.324140")
    case .core:
      MeasureGuide(
        meaning: "how deep inside the densely connected heart somebody is",
        caution: "Everybody in a large team is deep inside it, whoever else they know.",
        formula: "greatest k such that the node is in a part where all have k neighbours in it; no directions",
        source: "Seidman 1983, doi:10.1016/0378-8733(83)90028-X")
    case .constraint:
      MeasureGuide(
        meaning: "how far somebody's contacts all know each other; low: they reach into many groups",
        caution: "Low is an opening to broker, not proof of it; people with a single contact get 1.",
        formula: "sum over neighbours j of (p_ij + sum over q of p_iq p_qj)^2; null for isolates",
        source: "Burt 1992, Structural Holes, chapter 2")
    case .effectiveSize:
      MeasureGuide(
        meaning: "how many separate worlds somebody hears from",
        caution: "It sees ties among somebody's contacts only where those were written down.",
        formula:
          "sum over neighbours j of 1 - (sum over q of p_iq m_jq), n - 2t/n for n contacts with t ties among them",
        source: "Burt 1992, Structural Holes, chapter 2; Borgatti 1997, Connections 20(1)")
    case .clustering:
      MeasureGuide(
        meaning: "whether the people somebody knows know each other",
        caution: "Edges that stand for working with one team close triangles by themselves.",
        formula:
          "share of pairs of neighbours that are joined; weights: geometric mean of triangles; directions: all eight ways",
        source: "Watts and Strogatz 1998, doi:10.1038/30918; Onnela et al. 2005; Fagiolo 2007")
    case .triangles:
      MeasureGuide(
        meaning: "how many pairs of somebody's contacts know each other",
        caution: "It grows with the square of degree: see clustering for the share.",
        formula: "number of triangles the node is part of, without directions", source: "Watts and Strogatz 1998")
    case .brokerage:
      MeasureGuide(
        meaning: "how often somebody stands between two who are not joined, in any part",
        caution: "It counts openings to carry word, not that they did.",
        formula: "number of ordered pairs a, b with a -> v -> b and not a -> b", source: Self.roles)
    case .coordinator:
      MeasureGuide(
        meaning: "how often somebody stands between two of their own group",
        caution: "It depends on how groups are drawn (--by).",
        formula: "brokerage with all three in one group", source: Self.roles)
    case .itinerant:
      MeasureGuide(
        meaning: "how often somebody from outside stands between two of one group",
        caution: "It depends on how groups are drawn (--by).",
        formula: "brokerage with a and b in one group, v in another", source: Self.roles)
    case .gatekeeper:
      MeasureGuide(
        meaning: "how often somebody lets in to their group what comes from outside",
        caution: "Without --directed it equals representative.",
        formula: "brokerage with v and b in one group, a in another", source: Self.roles)
    case .representative:
      MeasureGuide(
        meaning: "how often somebody speaks for their group to the outside",
        caution: "Without --directed it equals gatekeeper.",
        formula: "brokerage with a and v in one group, b in another", source: Self.roles)
    case .liaison:
      MeasureGuide(
        meaning: "how often somebody stands between two other groups, of neither",
        caution: "Small groups make many liaisons: compare only within one grouping.",
        formula: "brokerage with all three in different groups", source: Self.roles)
    case .temporalCloseness:
      MeasureGuide(
        meaning: "how soon something somebody knows could get to the others, in the order of time",
        caution: "It says nothing of who did listen.",
        formula: "1 / (n - 1) times the sum over j of 1 / (arrival_j - start + 1 unit)",
        source: "Tang et al. 2010, doi:10.1145/1852658.1852661")
    case .temporalBetweenness:
      MeasureGuide(
        meaning: "through whom things could get to others first, in the order of time",
        caution: "First is not the only way: others may have passed it on a day later.",
        formula: "sum over pairs of the share of foremost paths that run through the node",
        source: "Buss et al. 2020, doi:10.1145/3394486.3403259")
    }
  }

  private static let roles = "Gould and Fernandez 1989, doi:10.2307/270949"
}
