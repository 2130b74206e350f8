extension Mapping {
  /// What a mapping file says, member by member, for people who edit one.
  public static let format = """
    A mapping is a JSON file:

      {
        "ripple_mapping": 1,
        "title": "...", "time": "date",
        "sources": [
          {
            "file": "survey.csv", "table": "people", "dates": "dd/MM/yyyy",
            "constants": {"uses.evidence": "reported"},
            "columns": [
              {"column": "Staff No", "becomes": "people.id"},
              {"column": "Forename", "becomes": "people.name", "part": 1},
              {"column": "Surname", "becomes": "people.name", "part": 2},
              {"column": "Trust", "becomes": "people.organisation_id"},
              {"column": "Ward", "becomes": "memberships.team_id"},
              {"column": "Left", "becomes": "memberships.end",
               "dates": "MMM yyyy = first day"},
              {"column": "May we list you?", "becomes": "people.listed",
               "values": {"Y": "yes", "N": "no"}},
              {"column": "Tools used", "becomes": "uses.technique_id",
               "separator": ","},
              {"column": "Used coaching?", "becomes": "use",
               "technique": "Coaching"},
              {"column": "Who do you ask? 1", "becomes": "nomination",
               "kind": "advice", "influence": "backward"},
              {"column": "Pay band", "becomes": "attribute"},
              {"column": "IP Address", "becomes": "nothing"}
            ]
          }
        ]
      }

    Of a source:
      file      the file; of a single file any name goes
      sheet     of a workbook; nodes or edges of GraphML and GEXF
      table     the table whose rows these are; it keeps the attributes
      where     {"Type": ["person"]}: reads only rows with one of these cells
      skip      how many rows below the header are no data
      dates     one way or a list: yyyy yy M MM MMM d dd H mm ss, or excel
      constants cells that are the same in every row

    Of a column, beside what it becomes:
      occurrence 2 for the second column with that header
      part       the place of its text where several columns make one cell
      dates      how its times are written, if not as the source's
      separator  what stands between entries where a cell holds several
      values     what cells are in Ripple's words
      add        true: names that are in no table yet are added there

    A row of a source can make rows of several tables: with these columns a \
    person, a membership, uses and ties. person_id, team_id and so on need no \
    column where the same row makes the person or the team. Where a table needs \
    ids and no column has them, they are made from names. A cell that refers to \
    somebody or something may hold its id, its name or, for people, the e-mail \
    address; what differs in case, spaces or accents alone is taken for the \
    same, and said. What no source lists is added, as are people named in a \
    nomination. A month alone is no date unless "= first day" says so. Problems \
    name the line, or the cell, and the column of the file as it is.
    """
}
