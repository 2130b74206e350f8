extension Mapping {
  /// What a mapping file says, member by member, for people who edit one.
  public static let format = """
    A mapping is a JSON file:

      {
        "ripple_mapping": 1,                       the version of the format
        "title": "...", "time": "date",            as in network.json; time is date or integer
        "sources": [
          {
            "file": "survey.csv",                  the file; of a single file any name goes
            "sheet": "Staff",                      of a workbook; "nodes" or "edges" of GraphML and GEXF
            "table": "people",                     the table whose rows these are; it keeps the attributes
            "where": {"Type": ["person"]},         read only rows with one of these cells; another source of the
                                                   same file may read the others as another table
            "skip": 2,                             rows below the header that are no data
            "dates": "dd/MM/yyyy",                 one way, or a list of ways: yyyy yy MM MMM dd HH mm ss, or excel
            "constants": {"ties.kind": "advice"},  cells that are the same in every row
            "columns": [
              {"column": "Staff No", "becomes": "people.id"},
              {"column": "Forename", "becomes": "people.name", "part": 1},
              {"column": "Surname", "becomes": "people.name", "part": 2},
              {"column": "Trust", "becomes": "people.organisation_id"},
              {"column": "Ward", "becomes": "memberships.team_id"},
              {"column": "Left", "becomes": "memberships.end", "dates": "MMM yyyy = first day"},
              {"column": "May we list you?", "becomes": "people.listed", "values": {"Y": "yes", "N": "no"}},
              {"column": "Tools used", "becomes": "uses.technique_id", "separator": ","},
              {"column": "Used coaching?", "becomes": "use", "technique": "Coaching"},
              {"column": "Who do you ask? 1", "becomes": "nomination", "kind": "advice", "influence": "backward"},
              {"column": "Pay band", "becomes": "attribute"},
              {"column": "IP Address", "becomes": "nothing"}
            ]
          }
        ]
      }

    A row of a source can make rows of several tables: with the columns above a person, a membership, uses and ties.
    person_id, team_id and so on need no column of their own where the same row makes the person or the team. Where a
    table needs ids and no column has them, they are made from names. A cell that refers to somebody or something may hold
    its id, its name or, for people, the e-mail address; what differs in case, spaces or accents alone is taken for
    the same and reported. What no source lists is added, as are people who are named in a nomination; "add": true says
    so for other columns. "occurrence": 2 is the second column with that header. Two columns may become one only with
    "part". "values" says what cells are in Ripple's words. Nothing is guessed when a mapping is read: what it does not
    say is not done, and every problem names the line, or the cell, and the column of the file as it is.
    """
}
