/// The staff groups of the national workforce data set, with roles that people in them have.
enum StaffGroups {
  /// Position of Medical and Dental.
  static let medical = 6
  /// Position of Administrative and Clerical, where operational managers are.
  static let administrative = 2
  /// Positions of the groups that do not send people to the programme.
  static let neverAlumni = [4, 8]

  /// Names of the groups, and roles in each.
  static let entries: [(name: String, roles: [String])] = [
    (
      "Additional Clinical Services",
      ["Healthcare assistant", "Assistant psychologist", "Maternity support worker", "Therapy assistant"]
    ),
    (
      "Additional Professional Scientific and Technical",
      ["Pharmacist", "Clinical psychologist", "Operating department practitioner", "Social worker"]
    ),
    (
      "Administrative and Clerical",
      ["Operational manager", "Service manager", "Practice manager", "Improvement lead", "Workforce lead"]
    ),
    (
      "Allied Health Professionals",
      ["Physiotherapist", "Occupational therapist", "Dietitian", "Paramedic", "Radiographer", "Speech therapist"]
    ),
    ("Estates and Ancillary", ["Facilities manager", "Domestic supervisor", "Porter team leader"]),
    ("Healthcare Scientists", ["Biomedical scientist", "Audiologist", "Clinical physiologist"]),
    (
      "Medical and Dental",
      [
        "Consultant physician", "Consultant anaesthetist", "Consultant psychiatrist", "General practitioner",
        "Specialty doctor", "Specialty registrar",
      ]
    ),
    (
      "Nursing and Midwifery Registered",
      ["Ward manager", "Matron", "Clinical nurse specialist", "Community nurse lead", "Midwife", "Staff nurse"]
    ),
    ("Students", ["Student nurse", "Student paramedic"]),
  ]

  /// Roles of the surgeon's peers.
  static let surgicalRoles = [
    "Consultant surgeon", "Consultant surgeon", "Specialty registrar in surgery", "Consultant anaesthetist",
    "Associate specialist in surgery",
  ]
}

/// Where a team works, and how many in a hundred of it belong to each staff group.
struct Setting {
  let name: String
  let team: String
  let groupShares: [Int]

  /// Settings of a hospital trust; the first is where surgeons are.
  static let trust = [
    Setting(name: "surgery", team: "Surgical team", groupShares: [8, 10, 6, 4, 0, 0, 40, 30, 2]),
    Setting(name: "medicine", team: "Medical ward team", groupShares: [14, 4, 6, 10, 2, 0, 20, 42, 2]),
    Setting(name: "emergency department", team: "Emergency team", groupShares: [12, 4, 8, 8, 2, 0, 24, 40, 2]),
    Setting(name: "maternity", team: "Maternity team", groupShares: [14, 2, 6, 0, 0, 0, 16, 58, 4]),
    Setting(name: "critical care", team: "Critical care team", groupShares: [8, 6, 4, 10, 0, 2, 22, 46, 2]),
    Setting(name: "outpatients", team: "Outpatient team", groupShares: [16, 6, 26, 12, 2, 4, 14, 20, 0]),
    Setting(name: "diagnostics", team: "Diagnostics team", groupShares: [8, 8, 12, 30, 0, 34, 8, 0, 0]),
    Setting(name: "corporate", team: "Corporate services team", groupShares: [0, 2, 78, 2, 12, 0, 2, 4, 0]),
  ]
  /// Settings of a community and mental-health provider.
  static let community = [
    Setting(name: "community nursing", team: "Community nursing team", groupShares: [18, 2, 10, 8, 0, 0, 4, 56, 2]),
    Setting(name: "mental health", team: "Mental health team", groupShares: [14, 22, 10, 10, 0, 0, 14, 28, 2]),
    Setting(name: "therapies", team: "Therapies team", groupShares: [16, 6, 8, 66, 0, 0, 2, 0, 2]),
    Setting(name: "urgent care", team: "Urgent care team", groupShares: [10, 6, 10, 32, 2, 0, 14, 26, 0]),
    Setting(name: "corporate", team: "Corporate services team", groupShares: [0, 2, 78, 2, 12, 0, 2, 4, 0]),
  ]
  /// Settings of a practice.
  static let practice = [
    Setting(name: "general practice", team: "Practice team", groupShares: [14, 10, 24, 8, 0, 0, 28, 16, 0]),
    Setting(name: "primary care network", team: "Network team", groupShares: [8, 20, 20, 24, 0, 0, 14, 14, 0]),
  ]
}
