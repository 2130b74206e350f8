/// What Ripple's own attributes say, for data dictionaries.
enum GraphMLMeanings {
  /// What an attribute says, in one line; empty for one that is not Ripple's own.
  static func meaning(_ domain: GraphMLDomain, _ name: String) -> String {
    let own =
      switch domain {
      case .node: nodes[name]
      case .edge: edges[name]
      case .graph: graphs[name]
      }
    return own ?? shared[name] ?? ""
  }

  private static let shared = [
    GraphMLNames.kept: "cells that other tools would change, as they are on record (absent yes/no, weights of 0)",
    "start": "first day or moment", "end": "last day or moment, itself included", "date": "day or moment",
    "evidence": "how sure the record is: reported, observed, confirmed, inferred",
    "note": "free text", "techniques": "ids of the techniques, separated by ;", "team_id": "id of the team",
  ]

  private static let nodes = [
    GraphMLNames.label: "what to call the node: its name, or its id",
    GraphMLNames.name: "the same as label, for tools that look for it",
    GraphMLNames.kind: "what the node stands for: person, team, technique, organisation, cohort, event, outcome",
    GraphMLNames.record: "id of the record in its table",
    "role": "of a person: what they do", "staff_group": "of a person: staff group",
    "organisation_id": "id of the organisation", "email": "of a person: e-mail address",
    "listed": "of a person: may be found as a peer", "introduces": "of a person: agreed to introduce others",
    "capacity": "of a person: how many they can support at a time",
    "available_from": "of a person: first day they can be asked",
    "available_until": "of a person: last day they can be asked",
    "setting": "of a team: where it works", "headcount": "of a team: number of members",
    "category": "of a technique: category", "aliases": "of a technique: other names, separated by ;",
    "programme": "of a cohort: the programme it is a run of", "cohort_id": "of an event: id of the cohort",
    "event_kind": "of an event: kind", "person_id": "of an event: id of the one person it was for",
    "organisation_kind": "of an organisation: kind", "region": "of an organisation: region",
    "parent_id": "of an organisation: id of the one it is part of", "measure": "of an outcome: what was measured",
    "value": "of an outcome: the figure", "unit": "of an outcome: unit of the figure",
    "better": "of an outcome: whether higher or lower is better",
    "engagement_id": "of an outcome: id of the engagement it is put down to",
  ]

  private static let edges = [
    GraphMLNames.label: "what to call the edge: the kind of tie, or the relation",
    GraphMLNames.interaction: "the same as label, for Cytoscape",
    GraphMLNames.relation: "the kind of record the edge stands for",
    GraphMLNames.undirected: "true where the relation goes both ways",
    GraphMLNames.edge: "id of the record in its table",
    "kind": "of a tie: kind", GraphMLNames.weight: "of a tie: strength",
    "influence": "of a tie: which way it can carry: both, forward, backward",
    "technique_id": "id of the technique", "fidelity": "of a transfer: how true to the original, 0 to 1",
    "learned_from": "of a use: id of the person it was learnt from",
    "reason_stopped": "of a use: why it stopped", "timing": "of an engagement: during or after the programme",
    "outcome": "of an enrolment: how it ended",
  ]

  private static let graphs = [
    GraphMLNames.view: "the view that was written", "time": "whether times are dates or whole numbers",
    "title": "title of the network", "description": "what the network is about",
    "citation": "how to cite it", "licence": "terms of use",
    GraphMLNames.further: "further members of network.json, as JSON",
    GraphMLNames.columns: "for reading back: headers and types of unknown columns, as JSON",
    GraphMLNames.reckoned: "for reading back: attributes that were reckoned, not recorded, as JSON",
  ]
}
