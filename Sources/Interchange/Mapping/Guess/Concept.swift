/// What a column of whatever table can be about.
enum Concept: String, CaseIterable {
  case id, name, forename, surname, email, person
  case role, staffGroup, organisation, organisationID, team, teamID, cohort, cohortID, programme, technique, techniqueID
  case start, end, date, from, to, weight, kind, influence
  case region, headcount, setting, parent, category, aliases
  case measure, value, unit, better, evidence, note, reasonStopped, learnedFrom, outcome, fidelity, timing
  case capacity, listed, introduces, availableFrom, availableUntil
  /// What a survey or a program writes about itself.
  case administration
  /// What tells a device or a place from others, and nothing of practice.
  case device

  /// Phrases that name it; see ``HeaderWords/fit(_:)``.
  var phrases: [String] {
    switch self {
    case .id:
      Self.people.flatMap { person in Self.numbers.map { "\(person) \($0)" } } + [
        "id", "identifier", "uid", "uuid", "key", "code", "ref~", "node id", "node", "vertex", "pid", "assignment no",
        "assignment number", "payroll no", "payroll number", "esr no", "esr number", "gmc no", "nmc pin", "no",
        "number", "record id", "unique id", "personal no", "personal number", "personnel no", "personnel number",
      ]
    case .name:
      [
        "name", "full name", "fullname", "label", "display name", "person name", "preferred name", "known as",
        "node label", "node name", "title", "nm",
      ]
        + Self.people.map { "\($0) name" }
    case .forename:
      [
        "forename", "first name", "given name", "firstname", "fname", "christian name", "first", "givenname",
        "initials", "known name",
      ]
    case .surname: ["surname", "last name", "family name", "lastname", "lname", "familyname", "last"]
    case .email:
      [
        "email", "e mail", "mail", "email address", "mail address", "work email", "contact email", "upn",
        "e mail address",
      ]
    case .person: Self.people + ["name", "who", "lead", "facilitator", "coach", "surname name"]
    case .role:
      [
        "role", "job", "job title", "job role", "position", "position title", "post", "post title", "occupation",
        "designation", "jobtitle", "grade title",
      ]
    case .staffGroup:
      [
        "staff group", "professional group", "profession", "discipline", "occupational group", "clinical group",
        "job family", "staffgroup", "professional background", "job group",
      ]
    case .organisation:
      Self.organisations + Self.organisations.map { "\($0) name" } + [
        "place work", "where work", "organisation work for",
      ]
    case .organisationID:
      Self.organisations.flatMap { org in Self.numbers.map { "\(org) \($0)" } } + ["ods code", "ods"]
    case .team: Self.teams + Self.teams.map { "\($0) name" } + ["team supported", "team worked with", "which team"]
    case .teamID: Self.teams.flatMap { team in Self.numbers.map { "\(team) \($0)" } }
    case .cohort: Self.cohorts + Self.cohorts.map { "\($0) name" } + ["course title", "class title", "module"]
    case .cohortID: Self.cohorts.flatMap { cohort in Self.numbers.map { "\(cohort) \($0)" } }
    case .programme: ["programme", "programme name", "programme title", "scheme", "curriculum", "pathway"]
    case .technique:
      Self.techniques + Self.techniques.map { "\($0) name" } + Self.techniques.map { "\($0) used" } + [
        "topic", "content", "what was shared", "what passed on", "theme", "subject",
      ]
    case .techniqueID: Self.techniques.flatMap { technique in Self.numbers.map { "\(technique) \($0)" } }
    case .start:
      [
        "start", "start date", "started", "from", "from date", "date from", "begin~", "began", "begun", "begin~ date",
        "since", "join~", "date join~", "join~ date", "joined on", "commenc~", "commenc~ date", "date commenc~",
        "effective from", "valid from", "effective start date", "hire date", "latest start date", "start~ on",
        "enrol~ date", "date enrol~", "onset", "first used", "date first used", "adopt~", "adoption date",
        "date adopt~", "first seen", "booked on", "opened", "date start~", "starts", "first use", "st dt", "start dt",
        "start time", "in post since", "went live", "active from",
      ]
    case .end:
      [
        "end", "end date", "ended", "until", "to", "to date", "date to", "date until", "finish~", "finish~ date",
        "date finish~", "leav~", "date left", "left", "left on", "leav~ date", "date leav~", "terminat~",
        "terminat~ date", "valid to", "valid until", "effective to", "effective end date", "expir~", "expir~ date",
        "last used", "date last used", "stopped", "date stopped", "stop date", "closed", "date end~", "ends",
        "complet~ date", "date complet~", "last seen", "end dt", "end time", "through", "thru", "active to",
        "active until", "last day",
      ]
    case .date:
      [
        "date", "when", "day", "timestamp", "time stamp", "time", "on", "month", "period", "datetime", "date time",
        "observed on", "date recorded", "date observ~", "session date", "event date", "date shared", "date passed",
        "year", "t", "week", "wave", "as at", "measured on", "report~ date", "report~ month", "date transfer",
      ]
    case .from:
      [
        "from", "from id", "source", "source id", "ego", "ego id", "sender", "nominator", "nominator id", "rater",
        "giver", "tail", "initiator", "caller", "person a", "actor a", "node a", "v", "u", "i", "src", "from node",
        "source node", "from name", "from person", "person from", "actor", "chooser", "head node", "origin",
        "respondent", "who passed on", "shared by", "passed by", "taught by", "mentor", "teacher", "advice seeker",
        "seeker", "id from", "networkcanvasegouuid", "ego uuid", "source uuid", "who", "donor", "from actor",
      ]
    case .to:
      [
        "to", "to id", "target", "target id", "alter", "alter id", "receiver", "recipient", "nominee", "nominee id",
        "ratee", "taker", "head", "callee", "person b", "actor b", "node b", "w", "j", "dst", "dest~", "to node",
        "target node", "to name", "to person", "person to", "chosen", "named person", "nominated", "who learn~",
        "shared with", "passed to", "taught to", "mentee", "learner", "adviser", "advisor", "colleague", "alter name",
        "target name", "id to", "target uuid", "whom", "received by", "peer", "contact", "to actor",
      ]
    case .weight:
      [
        "weight", "strength", "tie strength", "frequency", "intensity", "count", "times", "score", "closeness",
        "edge weight", "tie value", "how often", "n", "value", "rating", "contact frequency", "interactions", "freq",
        "wt", "strength tie", "link strength",
      ]
    case .kind:
      [
        "type", "kind", "relation~", "relation~ type", "tie", "tie type", "category", "layer", "interaction",
        "edge type", "link type", "connection type", "relation~ kind", "network", "question", "form", "class",
        "type tie", "connection", "nature relation~", "session type", "event type",
      ]
    case .influence: ["influence", "direction", "directed", "direct~ type", "directionality"]
    case .region: ["region", "area", "county", "geography", "nhs region", "ics", "integrated care system", "locality"]
    case .headcount:
      [
        "headcount", "head count", "team size", "size", "number staff", "no staff", "staff count", "staff in post",
        "people in team", "wte", "fte", "establishment", "members count", "number members", "staffing",
      ]
    case .setting:
      [
        "setting", "care setting", "clinical setting", "specialty", "speciality", "area work", "service type",
        "clinical area",
      ]
    case .parent:
      ["parent", "parent organisation", "part", "parent id", "parent org", "belongs to", "reports to", "parent trust"]
    case .category: ["category", "technique type", "tool category", "group", "domain", "family", "type"]
    case .aliases: ["alias~", "also known as", "other names", "aka", "synonym~", "alternative names"]
    case .measure:
      [
        "measure", "metric", "indicator", "kpi", "outcome measure", "measure name", "indicator name", "kpi name",
        "metric name", "item", "what measured",
      ]
    case .value:
      [
        "value", "result", "score", "figure", "rate", "percentage", "reading", "observed value", "actual",
        "measurement", "percent", "val", "outcome value",
      ]
    case .unit: ["unit", "units", "uom", "unit measure"]
    case .better:
      ["better", "polarity", "desired direction", "good is", "direction improvement", "improvement direction"]
    case .evidence:
      [
        "evidence", "source evidence", "verified", "confidence", "evidence level", "evidence grade", "how known",
        "certainty", "quality evidence",
      ]
    case .note:
      [
        "note", "notes", "comment", "comments", "remark~", "further information", "details", "free text", "description",
        "other information", "observations",
      ]
    case .reasonStopped:
      [
        "reason stopped", "why stopped", "reason stopping", "reason ended", "reason leaving", "reason", "stop reason",
        "reason end~", "reason gave up", "reason discontinu~",
      ]
    case .learnedFrom:
      [
        "learned from", "learnt from", "taught by", "trained by", "introduced by", "who taught", "learn~ from whom",
        "source learning", "who introduced", "shown by", "who learn~ from", "picked up from", "trainer", "got it from",
        "who showed",
      ]
    case .outcome:
      [
        "outcome", "completed", "completion status", "result", "status", "completion", "final result",
        "attendance status", "completion outcome", "enrol~ status", "grade", "passed", "course outcome", "attendance",
      ]
    case .fidelity: ["fidelity", "adherence", "fidelity score", "quality transfer", "true original", "how faithful"]
    case .timing: ["timing", "during after", "phase", "during or after", "stage"]
    case .capacity:
      [
        "capacity", "max~ requests", "requests per month", "how many requests", "slots", "hours available",
        "max~ mentees",
      ]
    case .listed:
      [
        "listed", "list me", "directory", "show directory", "happy be contacted", "can contact", "may contact",
        "opt in", "ok contact", "include directory", "contactable", "consent directory", "happy be listed",
      ]
    case .introduces:
      [
        "introduces", "happy introduce", "will~ introduce", "can introduce", "make introductions",
        "willing to introduce",
      ]
    case .availableFrom: ["available from", "availability start", "available since"]
    case .availableUntil: ["available until", "available to", "availability end", "available till"]
    case .administration:
      [
        "response id", "respondent id", "responseid", "collector id", "response status", "progress", "duration",
        "finished", "recorded date", "recipient~", "recipient email", "recipient first name", "recipient last name",
        "recipientemail", "external reference", "external data reference", "distribution channel", "user language",
        "completion time", "start time", "last modified", "last modified time", "date created", "date modified",
        "submitted", "submission date", "date submitted", "submission id", "response type", "custom data", "custom~",
        "survey version", "duration seconds", "language", "total time", "session id", "response number", "started",
        "timestamp", "created at", "updated at", "modified by", "created by", "imported id", "consent", "row", "row no",
        "row number", "timeset", "modularity class", "color", "colour", "x", "y", "z", "eccentricity", "degree", "case",
        "caseid", "quality score", "seconds", "pay band", "band", "age", "gender", "sex", "ethnic~", "date birth",
        "birth", "dob", "line manager", "manager", "supervisor", "phone", "telephone", "mobile", "postcode", "address",
        "attended sessions", "years experience",
      ]
    case .device:
      [
        "ip address", "ipaddress", "ip", "user agent", "browser", "operating system", "device", "location latitude",
        "location longitude", "latitude", "longitude", "geo~", "resolution",
      ]
    }
  }

  private static let people = [
    "staff", "employee", "emp", "person", "participant", "member", "practitioner", "clinician", "delegate", "learner",
    "attendee", "trainee", "individual", "user", "colleague", "alumni", "alumnus", "respondent", "worker", "student",
    "associate", "actor", "staff member", "facilitator", "coach",
  ]
  private static let numbers = ["id", "no", "number", "num", "code", "ref~", "identifier", "key", "nr"]
  private static let organisations = [
    "organisation", "org", "trust", "employer", "company", "institution", "provider", "employing organisation",
    "nhs trust", "workplace", "organisation name", "hospital", "agency", "base organisation", "legal entity",
    "host organisation",
  ]
  private static let teams = [
    "team", "dept", "department", "ward", "unit", "service", "directorate", "division", "clinic", "workgroup",
    "section", "group", "org unit", "work area", "cost centre",
  ]
  private static let cohorts = [
    "cohort", "course", "intake", "class", "batch", "programme run", "training course", "course run", "cohort name",
    "event title", "course title", "group cohort",
  ]
  private static let techniques = [
    "technique", "tool", "method", "practice", "skill", "intervention", "approach", "model", "techniques", "tools",
    "od tool", "topic", "framework", "competence", "competency",
  ]

  /// What the cells must look like for the header to be believed, and how strongly a mismatch counts against it.
  func isPlausible(_ values: ColumnValues) -> Bool {
    if values.filled == 0 { return true }
    switch self {
    case .start, .end, .date, .availableFrom, .availableUntil: return values.canBeTimes
    case .from, .to: return !values.areDates && values.months == nil && !values.areSentences && !values.areFlags
    case .email: return values.areEmails
    case .weight, .value, .fidelity: return values.areNumbers
    case .headcount, .capacity: return values.areNumbers
    case .listed, .introduces: return values.areFlags
    case .forename, .surname: return !values.areNumbers && !values.areDates && !values.areEmails
    case .name: return !values.areDates && !values.areNumbers && !values.areFlags && !values.areEmails
    case .id, .organisationID, .teamID, .cohortID, .techniqueID: return !values.areDates && !values.areSentences
    case .organisation, .team, .role, .staffGroup: return !values.areDates && !values.areNumbers && !values.areEmails
    case .cohort, .technique, .programme: return !values.areDates && !values.areEmails
    case .person, .learnedFrom: return !values.areDates && !values.areSentences
    case .measure, .unit: return !values.areDates && !values.areNumbers
    default: return true
    }
  }
}
