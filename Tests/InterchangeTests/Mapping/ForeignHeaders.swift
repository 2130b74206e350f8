/// Invented exports of other programs: what a column is called there, what its cells look like, and what it is in Ripple.
///
/// Written from the exports themselves, not from what the guesser knows: Qualtrics, Microsoft Forms, SurveyMonkey, the NHS
/// Electronic Staff Record, Kumu, Polinode, Gephi, Network Canvas, UCINET and networkx; `heldOut` was written before the
/// guesser was tried on anything, and nothing was changed in the guesser for its sake.
struct ForeignColumn {
  enum Cells {
    case personID, personName, forename, surname, email, organisation, code, team, cohort, technique, techniques, date,
      laterDate, dateTime, month, role, staffGroup, kind, weight, direction, yesNo, sentence, number, measure, unit,
      better,
      address, guid, latitude, status, evidence, region, headcount, setting, outcome, fidelity, names, programme,
      category,
      timing, reason
  }

  /// Its usual headers in this export.
  let headers: [String]
  let cells: Cells
  /// What it may become; any of them is right.
  let right: [String]

  init(_ headers: [String], _ cells: Cells, _ right: String...) {
    self.headers = headers
    self.cells = cells
    self.right = right
  }
}

struct ForeignExport {
  let file: [String]
  let columns: [ForeignColumn]
  /// How many columns of the list a file must have at least; the first are always there.
  let least: Int
}

enum ForeignExports {
  // MARK: Looked at while the guesser was made

  static let tuning: [ForeignExport] = [
    ForeignExport(
      file: ["Staff in post", "ESR staff list", "export"],
      columns: [
        ForeignColumn(
          ["Employee Number", "Staff No", "Staff Number", "Emp No", "Assignment Number"], .personID, "people.id"),
        ForeignColumn(["First Name", "Forename", "Given Name"], .forename, "people.name"),
        ForeignColumn(["Last Name", "Surname", "Family Name"], .surname, "people.name"),
        ForeignColumn(["Position Title", "Job Title", "Role", "Post Title"], .role, "people.role"),
        ForeignColumn(["Staff Group", "Professional Group"], .staffGroup, "people.staff_group"),
        ForeignColumn(
          ["Organisation", "Trust", "Employer", "Employing Organisation"], .organisation, "people.organisation_id"),
        ForeignColumn(["Dept", "Department", "Ward", "Team", "Org Unit"], .team, "memberships.team_id"),
        ForeignColumn(["Email", "E-mail Address", "Work Email"], .email, "people.email"),
        ForeignColumn(["Date joined", "Start Date", "Latest Start Date", "Hire Date"], .date, "memberships.start"),
        ForeignColumn(["Termination Date", "Date left", "Leaving Date"], .laterDate, "memberships.end"),
        ForeignColumn(["Comments", "Remarks"], .sentence, "attribute"),
        ForeignColumn(["Pay Band", "AfC Band"], .code, "attribute"),
      ], least: 7),
    ForeignExport(
      file: ["Delegates", "course bookings", "attendance"],
      columns: [
        ForeignColumn(
          ["Staff No", "Employee Number", "Delegate ID", "Participant ID"], .personID, "enrolments.person_id"),
        ForeignColumn(["Course", "Cohort", "Intake", "Cohort name"], .cohort, "enrolments.cohort_id"),
        ForeignColumn(["Date enrolled", "Start date", "Course Start Date", "From"], .date, "enrolments.start"),
        ForeignColumn(["End date", "Completion Date", "To"], .laterDate, "enrolments.end"),
        ForeignColumn(["Outcome", "Completion Status", "Result"], .outcome, "enrolments.outcome"),
      ], least: 3),
    ForeignExport(
      file: ["edges", "Links", "connections"],
      columns: [
        ForeignColumn(["Source", "From", "Ego", "Nominator", "Sender", "ego_id"], .personID, "ties.from_id"),
        ForeignColumn(["Target", "To", "Alter", "Nominee", "Receiver", "alter_id"], .personID, "ties.to_id"),
        ForeignColumn(["Relationship", "Tie type", "Kind", "Relation"], .kind, "ties.kind"),
        ForeignColumn(["Weight", "Strength", "Frequency", "weight"], .weight, "ties.weight"),
        ForeignColumn(["timestamp", "Date", "Valid from", "Start"], .date, "ties.start"),
        ForeignColumn(["Valid to", "End", "Until"], .laterDate, "ties.end"),
        ForeignColumn(["Direction", "Directed"], .direction, "ties.influence"),
        ForeignColumn(["Comments", "Description"], .sentence, "attribute"),
      ], least: 3),
    ForeignExport(
      file: ["Qualtrics export", "survey"],
      columns: [
        ForeignColumn(["What is your name?", "Full name", "Your name"], .personName, "people.name"),
        ForeignColumn(
          ["Who do you turn to for advice? 1", "Name a colleague you go to for help 1"], .names, "nomination"),
        ForeignColumn(
          ["Who do you turn to for advice? 2", "Name a colleague you go to for help 2"], .names, "nomination"),
        ForeignColumn(["ResponseId", "Response ID"], .guid, "attribute"),
        ForeignColumn(["IPAddress", "IP Address"], .address, "nothing", "attribute"),
        ForeignColumn(["StartDate", "Start Time"], .dateTime, "attribute"),
        ForeignColumn(["EndDate", "Completion time"], .dateTime, "attribute"),
        ForeignColumn(["RecipientEmail", "Recipient Email"], .email, "attribute"),
        ForeignColumn(["LocationLatitude"], .latitude, "nothing", "attribute"),
        ForeignColumn(["Your role", "What is your job title?"], .role, "people.role"),
        ForeignColumn(["Which trust do you work for?", "Your organisation"], .organisation, "people.organisation_id"),
        ForeignColumn(["Used coaching? yes/no", "Have you used coaching?"], .yesNo, "use"),
        ForeignColumn(["Any other comments?"], .sentence, "attribute"),
      ], least: 6),
    ForeignExport(
      file: ["practice log", "tools used"],
      columns: [
        ForeignColumn(["Practitioner", "Staff ID", "Employee No"], .personID, "uses.person_id"),
        ForeignColumn(["Technique", "Tool", "Method"], .technique, "uses.technique_id"),
        ForeignColumn(["Date first used", "First used", "Start date"], .date, "uses.start"),
        ForeignColumn(["Last used", "Date stopped"], .laterDate, "uses.end"),
        ForeignColumn(["Taught by", "Learned from"], .personID, "uses.learned_from"),
        ForeignColumn(["Evidence", "Verified"], .evidence, "uses.evidence"),
        ForeignColumn(["Reason stopped", "Why stopped"], .reason, "uses.reason_stopped"),
      ], least: 3),
    ForeignExport(
      file: ["kpi", "ward measures"],
      columns: [
        ForeignColumn(["Ward", "Team", "Dept"], .team, "outcomes.team_id"),
        ForeignColumn(["Indicator", "Measure", "KPI"], .measure, "outcomes.measure"),
        ForeignColumn(["Date", "Month ending", "Period"], .date, "outcomes.date"),
        ForeignColumn(["Value", "Result", "Score"], .number, "outcomes.value"),
        ForeignColumn(["Unit"], .unit, "outcomes.unit"),
        ForeignColumn(["Polarity", "Better"], .better, "outcomes.better"),
      ], least: 4),
    ForeignExport(
      file: ["Wards", "teams list"],
      columns: [
        ForeignColumn(["Team ID", "Ward Code", "Unit code"], .code, "teams.id"),
        ForeignColumn(["Team", "Ward", "Unit name"], .team, "teams.name"),
        ForeignColumn(["Trust", "Organisation"], .organisation, "teams.organisation_id"),
        ForeignColumn(["Headcount", "Staff in post", "Size"], .headcount, "teams.headcount"),
        ForeignColumn(["Setting", "Care setting"], .setting, "teams.setting"),
      ], least: 4),
    ForeignExport(
      file: ["support log"],
      columns: [
        ForeignColumn(["Facilitator", "Practitioner", "Staff No"], .personID, "engagements.person_id"),
        ForeignColumn(["Team supported", "Team", "Ward"], .team, "engagements.team_id"),
        ForeignColumn(["Tools", "Techniques used", "Methods"], .techniques, "engagements.techniques"),
        ForeignColumn(["Start date", "From", "Began"], .date, "engagements.start"),
        ForeignColumn(["End date", "To", "Finished"], .laterDate, "engagements.end"),
        ForeignColumn(["Notes", "Comments"], .sentence, "engagements.note"),
      ], least: 4),
  ]

  // MARK: Held out

  static let heldOut: [ForeignExport] = [
    ForeignExport(
      file: ["workforce extract", "Staff_Data_Oct", "payroll"],
      columns: [
        ForeignColumn(
          ["Payroll Number", "Personnel No.", "EMPLOYEE_ID", "Staff ref", "ESR Number"], .personID, "people.id"),
        ForeignColumn(["Preferred First Name", "FIRST_NAME", "Given name(s)", "First"], .forename, "people.name"),
        ForeignColumn(["SURNAME", "lastName", "Family name", "Last"], .surname, "people.name"),
        ForeignColumn(["Job Role", "Occupation", "Position", "post_title"], .role, "people.role"),
        ForeignColumn(["Profession", "Staffgroup", "Discipline", "Job Family"], .staffGroup, "people.staff_group"),
        ForeignColumn(
          ["NHS Trust", "Employing org", "Provider", "Host organisation", "COMPANY"], .organisation,
          "people.organisation_id"),
        ForeignColumn(["Directorate", "Service", "Work area", "unit", "Dept."], .team, "memberships.team_id"),
        ForeignColumn(["Mail", "email_address", "Contact e-mail", "NHS email"], .email, "people.email"),
        ForeignColumn(
          ["Commenced", "Effective start date", "In post since", "Date of joining"], .date, "memberships.start"),
        ForeignColumn(
          ["Date of leaving", "Effective End Date", "Left on", "Leave date"], .laterDate, "memberships.end"),
        ForeignColumn(["Further information", "Free text"], .sentence, "attribute"),
        ForeignColumn(["FTE band", "Line Manager"], .code, "attribute"),
      ], least: 7),
    ForeignExport(
      file: ["learners", "OLM training record", "bookings 2023"],
      columns: [
        ForeignColumn(["Learner ID", "Attendee number", "emp_no", "Person ID"], .personID, "enrolments.person_id"),
        ForeignColumn(
          ["Class name", "Programme cohort", "COURSE_TITLE", "Training course"], .cohort, "enrolments.cohort_id"),
        ForeignColumn(["Date of enrolment", "Joined on", "Commencement date", "started"], .date, "enrolments.start"),
        ForeignColumn(["Date completed", "finish_date", "Ended"], .laterDate, "enrolments.end"),
        ForeignColumn(["Final result", "Attendance status", "Passed?", "completion"], .outcome, "enrolments.outcome"),
      ], least: 3),
    ForeignExport(
      file: ["polinode edges", "edgelist", "network canvas", "kumu connections"],
      columns: [
        ForeignColumn(
          ["From Node", "source_id", "Rater", "Actor 1", "Person A", "from name"], .personID, "ties.from_id"),
        ForeignColumn(["To Node", "target_id", "Ratee", "Actor 2", "Person B", "to name"], .personID, "ties.to_id"),
        ForeignColumn(["Connection type", "Edge type", "interaction", "Type"], .kind, "ties.kind"),
        ForeignColumn(["Tie strength", "How often", "Interactions", "closeness"], .weight, "ties.weight"),
        ForeignColumn(["Start date", "since", "Began", "date from"], .date, "ties.start"),
        ForeignColumn(["Finish", "date to", "ended"], .laterDate, "ties.end"),
        ForeignColumn(["Directionality", "direction"], .direction, "ties.influence"),
        ForeignColumn(["Tags", "notes"], .sentence, "attribute"),
      ], least: 3),
    ForeignExport(
      file: ["Microsoft Forms", "SurveyMonkey export", "Responses"],
      columns: [
        ForeignColumn(["Name", "Please enter your full name", "Respondent name"], .personName, "people.name"),
        ForeignColumn(
          [
            "Who in your trust do you ask for help? 1", "Nominee 1", "List people you discuss difficult cases with (1)",
          ], .names, "nomination"),
        ForeignColumn(
          [
            "Who in your trust do you ask for help? 2", "Nominee 2", "List people you discuss difficult cases with (2)",
          ], .names, "nomination"),
        ForeignColumn(["Respondent ID", "ID"], .code, "attribute", "people.id"),
        ForeignColumn(["Collector ID"], .code, "attribute"),
        ForeignColumn(["IP"], .address, "nothing", "attribute"),
        ForeignColumn(["Start time", "Date Created", "Submitted at"], .dateTime, "attribute"),
        ForeignColumn(["Last modified time", "Date Modified"], .dateTime, "attribute"),
        ForeignColumn(["Email Address", "Email"], .email, "people.email"),
        ForeignColumn(["Job title:", "Occupation"], .role, "people.role"),
        ForeignColumn(["Where do you work?", "Workplace"], .organisation, "people.organisation_id"),
        ForeignColumn(
          ["Do you use appreciative inquiry with your team?", "Tools tried [Appreciative Inquiry]"], .yesNo, "use"),
        ForeignColumn(["Anything else you would like to tell us?"], .sentence, "attribute"),
      ], least: 6),
    ForeignExport(
      file: ["skills in use", "practice diary"],
      columns: [
        ForeignColumn(["Clinician", "Member ID", "participant", "Colleague ID"], .personID, "uses.person_id"),
        ForeignColumn(["OD tool", "Skill used", "practice", "Approach"], .technique, "uses.technique_id"),
        ForeignColumn(["Adoption date", "Since", "Used from"], .date, "uses.start"),
        ForeignColumn(["Used until", "Stop date", "Ended on"], .laterDate, "uses.end"),
        ForeignColumn(["Introduced by", "Who taught you", "Trainer"], .personID, "uses.learned_from"),
        ForeignColumn(["Level of evidence", "Confidence"], .evidence, "uses.evidence"),
        ForeignColumn(["Reason for stopping", "Why did it stop"], .reason, "uses.reason_stopped"),
      ], least: 3),
    ForeignExport(
      file: ["monthly metrics", "dashboard"],
      columns: [
        ForeignColumn(["Unit", "Department", "Service"], .team, "outcomes.team_id"),
        ForeignColumn(["Metric", "Outcome measure", "Indicator name"], .measure, "outcomes.measure"),
        ForeignColumn(["Reporting date", "As at", "Measured on"], .date, "outcomes.date"),
        ForeignColumn(["Actual", "Figure", "rate"], .number, "outcomes.value"),
        ForeignColumn(["Unit of measure"], .unit, "outcomes.unit"),
        ForeignColumn(["Desired direction"], .better, "outcomes.better"),
      ], least: 4),
    ForeignExport(
      file: ["departments", "Units register"],
      columns: [
        ForeignColumn(["Dept No", "Department code", "Team ref"], .code, "teams.id"),
        ForeignColumn(["Department", "Team name", "dept"], .team, "teams.name"),
        ForeignColumn(["Employer", "Hospital", "Provider"], .organisation, "teams.organisation_id"),
        ForeignColumn(["Number of staff", "Team size", "Establishment"], .headcount, "teams.headcount"),
        ForeignColumn(["Specialty", "Clinical area"], .setting, "teams.setting"),
      ], least: 4),
    ForeignExport(
      file: ["team support record", "coaching sessions"],
      columns: [
        ForeignColumn(["Coach", "Lead", "Staff member"], .personID, "engagements.person_id"),
        ForeignColumn(["Team worked with", "Department", "Unit"], .team, "engagements.team_id"),
        ForeignColumn(["Interventions", "Approaches", "OD tools"], .techniques, "engagements.techniques"),
        ForeignColumn(["Commenced", "date_started", "Begin"], .date, "engagements.start"),
        ForeignColumn(["Concluded", "Completed", "date_ended"], .laterDate, "engagements.end"),
        ForeignColumn(["Details", "Remarks"], .sentence, "engagements.note"),
      ], least: 4),
  ]
}
