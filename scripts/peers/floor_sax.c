/* What reading a GraphML file costs libxml2 alone: every element, attribute and text handed over, counted and forgotten. */
#include <libxml/parser.h>
#include <string.h>

struct count { long nodes, edges, values; };

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **namespace, int attributes, int defaulted, const xmlChar **values) {
  struct count *count = context;
  (void)prefix, (void)uri, (void)namespaces, (void)namespace, (void)attributes, (void)defaulted, (void)values;
  if (!strcmp((const char *)name, "data")) count->values++;
  else if (!strcmp((const char *)name, "edge")) count->edges++;
  else if (!strcmp((const char *)name, "node")) count->nodes++;
}

static void text(void *context, const xmlChar *text, int length) { (void)context, (void)text, (void)length; }

int count_graphml(const char *path, struct count *count) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  memset(count, 0, sizeof *count);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.characters = text;
  return xmlSAXUserParseFile(&handler, count, path);
}
