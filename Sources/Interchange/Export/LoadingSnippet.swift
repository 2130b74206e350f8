/// A few lines of Python and of R that load an export, with dates as dates.
public enum LoadingSnippet: String, Sendable {
  case graphml, gexf, dot, json, csv, spells, tables

  /// Columns that hold dates where a network counts in dates.
  private static let dates = ["start", "end", "date", "available_from", "available_until", "adoption"]

  /// Python for networkx or pandas.
  ///
  /// - Parameter file: The file or folder that was written.
  public func python(_ file: String) -> String {
    let path = Self.quoted(file)
    let names = "(" + Self.dates.map { "\"\($0)\"" }.joined(separator: ", ") + ")"
    let typed = """
      for data in [d for *_, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]:
          data.update({k: datetime.fromisoformat(data[k]) for k in \(names) if isinstance(data.get(k), str) and data[k]})

      """
    return switch self {
    case .graphml:
      """
      import networkx
      from datetime import datetime
      graph = networkx.read_graphml(\(path), force_multigraph=True)
      \(typed)
      """
    case .gexf:
      """
      import networkx
      from datetime import datetime
      graph = networkx.read_gexf(\(path), version="1.3")
      \(typed)
      """
    case .dot:
      """
      import networkx, pydot
      from datetime import datetime
      graph = networkx.nx_pydot.from_pydot(pydot.graph_from_dot_file(\(path), encoding="utf-8")[0])
      for data in [d for *_, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]:
          data.update({k: v[1:-1] for k, v in data.items() if v[:1] == v[-1:] == '"'})
      \(typed)
      """
    case .spells:
      """
      import pandas
      spells = pandas.read_csv(\(path))

      """
    case .json:
      """
      import json, networkx
      from datetime import datetime
      graph = networkx.node_link_graph(json.load(open(\(path), encoding="utf-8")))
      \(typed)
      """
    case .csv:
      """
      import pandas
      nodes, edges = (pandas.read_csv(\(path) + "/" + name) for name in ("nodes.csv", "edges.csv"))
      for table in (nodes, edges):
          for name in table.columns.intersection(\(names)):
              if table[name].dtype.kind not in "if": table[name] = pandas.to_datetime(table[name], format="ISO8601", utc=True)

      """
    case .tables:
      """
      import glob, os, pandas
      tables = {os.path.basename(f)[:-4]: pandas.read_csv(f) for f in glob.glob(os.path.join(\(path), "*.csv"))}
      for table in tables.values():
          for name in table.columns.intersection(\(names)):
              if table[name].dtype.kind not in "if": table[name] = pandas.to_datetime(table[name], format="ISO8601", utc=True)

      """
    }
  }

  /// R, with igraph or with what R has of its own.
  ///
  /// - Parameter file: The file or folder that was written.
  public func r(_ file: String) -> String {
    let path = Self.quoted(file)
    let names = "c(" + Self.dates.map { "\"\($0)\"" }.joined(separator: ", ") + ")"
    let typed = "if (is.character(x)) as.Date(x, format = \"%Y-%m-%d\") else x"
    return switch self {
    case .graphml:
      """
      library(igraph)
      graph <- read_graph(\(path), format = "graphml")
      dated <- function(x) \(typed)
      for (k in intersect(\(names), vertex_attr_names(graph))) vertex_attr(graph, k) <- dated(vertex_attr(graph, k))
      for (k in intersect(\(names), edge_attr_names(graph))) edge_attr(graph, k) <- dated(edge_attr(graph, k))

      """
    case .gexf:
      """
      graph <- rgexf::gexf.to.igraph(rgexf::read.gexf(\(path)))

      """
    case .dot:
      """
      drawing <- DiagrammeR::grViz(\(path))

      """
    case .spells:
      """
      spells <- read.csv(\(path), fileEncoding = "UTF-8")
      times <- as.matrix(spells[c("onset", "terminus", "tail", "head")])
      network <- networkDynamic::networkDynamic(network::network.initialize(max(spells$tail, spells$head)), edge.spells = times)

      """
    case .json:
      """
      data <- jsonlite::fromJSON(\(path))
      dated <- function(x) \(typed)
      for (part in c("nodes", "edges")) for (k in intersect(\(names), names(data[[part]]))) data[[part]][[k]] <- dated(data[[part]][[k]])
      ends <- c("source", "target")
      graph <- igraph::graph_from_data_frame(data$edges[c(ends, setdiff(names(data$edges), ends))], vertices = data$nodes)

      """
    case .csv:
      """
      dated <- function(x) \(typed)
      load <- function(name) { t <- read.csv(file.path(\(path), name), fileEncoding = "UTF-8"); for (k in intersect(\(names), names(t))) t[[k]] <- dated(t[[k]]); t }
      nodes <- load("nodes.csv")
      edges <- load("edges.csv")

      """
    case .tables:
      """
      dated <- function(x) \(typed)
      load <- function(file) { t <- read.csv(file, fileEncoding = "UTF-8"); for (k in intersect(\(names), names(t))) t[[k]] <- dated(t[[k]]); t }
      files <- list.files(\(path), pattern = "[.]csv$", full.names = TRUE)
      tables <- setNames(lapply(files, load), sub("[.]csv$", "", basename(files)))

      """
    }
  }

  /// A path as both languages read it.
  private static func quoted(_ path: String) -> String {
    var quoted = "\""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
