/* What writing takes at least: the bytes Ripple writes of the same people and ties, put together by hand from text that is
   there already, through libxml2's output buffer (GraphML) or fwrite (DOT). Compiled and called by writing.py. */
#include <libxml/xmlIO.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *first[] = {"Ann", "Bob", "Ciar\xc3\xa1n", "Dilys", "Eve", "Farah", "George", "Hana"};
static const char *last[] = {"Smith", "O'Neill", "Fish & Co", "Okafor", "\xc5\x81uczak", "Jones", "<Brown>", "Tresilver"};
static const char *role[] = {"consultant", "nurse", "operational manager", "GP", "physio & OT", "midwife"};
static const char *kind[] = {"coaching", "appreciative inquiry", "team diagnostic", "well-being plan", "large \"workshop\""};
static char (*names)[48], (*cohorts)[4], (*weights)[8];
static int people, ties;
static const int *ends;
static char *start, *out;
static xmlOutputBufferPtr sink;
static FILE *file;

/* Texts of n people and m ties, whose ends follow one another. */
void prepare(int n, int m, const int *edges) {
  people = n, ties = m, ends = edges;
  names = malloc(n * sizeof *names), cohorts = malloc(n * sizeof *cohorts), weights = malloc(m * sizeof *weights);
  for (int i = 0; i < n; i++) {
    sprintf(names[i], "%s %s %d", first[i % 8], last[i / 8 % 8], i);
    sprintf(cohorts[i], "%d", i % 12 + 1);
  }
  for (int e = 0; e < m; e++) sprintf(weights[e], "%g", (e % 1000 + 1) / 100.0);
  start = out = malloc(1 << 18);
}

static inline void s(const char *text) { size_t length = strlen(text); memcpy(out, text, length); out += length; }
static inline void number(int value) {
  char digits[12];
  int count = 0;
  do digits[count++] = '0' + value % 10; while (value /= 10);
  while (count) *out++ = digits[--count];
}
static inline void xml(const char *text) {
  for (; *text; text++) switch (*text) {
    case '&': s("&amp;"); break;
    case '<': s("&lt;"); break;
    case '>': s("&gt;"); break;
    case '"': s("&quot;"); break;
    default: *out++ = *text;
    }
}
static inline void dot(const char *text) {
  *out++ = '"';
  for (; *text; text++) switch (*text) {
    case '&': s("&amp;"); break;
    case '"': case '\\': *out++ = '\\';  /* fall through */
    default: *out++ = *text;
    }
  *out++ = '"';
}
static void pass(int all) {
  if (!all && out - start < 1 << 16) return;
  if (sink) xmlOutputBufferWrite(sink, out - start, start); else fwrite(start, 1, out - start, file);
  out = start;
}

void graphml(const char *path) {
  sink = xmlOutputBufferCreateFilename(path, 0, 0);
  for (int i = 0; i < people; i++) {
    s("    <node id=\"n"); number(i); s("\"><data key=\"v_label\">"); xml(names[i]);
    s("</data><data key=\"v_name\">"); xml(names[i]); s("</data><data key=\"v_kind\">person</data><data key=\"v_record_id\">p"); number(i);
    s("</data><data key=\"v_role\">"); xml(role[i % 6]); s("</data><data key=\"v_cohort\">"); xml(cohorts[i]); s("</data></node>\n");
    pass(0);
  }
  for (int e = 0; e < ties; e++) {
    const char *word = kind[e % 5];
    s("    <edge id=\"e"); number(e); s("\" source=\"n"); number(ends[2 * e]); s("\" target=\"n"); number(ends[2 * e + 1]);
    s("\"><data key=\"e_label\">"); xml(word); s("</data><data key=\"e_interaction\">"); xml(word);
    s("</data><data key=\"e_relation\">tie</data><data key=\"e_undirected\">true</data><data key=\"e_kind\">"); xml(word);
    s("</data><data key=\"e_weight\">"); xml(weights[e]); s("</data></edge>\n");
    pass(0);
  }
  pass(1);
  xmlOutputBufferClose(sink);
  sink = NULL;
}

void graphviz(const char *path) {
  file = fopen(path, "w");
  for (int i = 0; i < people; i++) {
    s("  n"); number(i); s(" [label="); dot(names[i]); s(", record_id=\"p"); number(i); s("\", role="); dot(role[i % 6]);
    s(", cohort="); dot(cohorts[i]); s("];\n");
    pass(0);
  }
  for (int e = 0; e < ties; e++) {
    s("  n"); number(ends[2 * e]); s(" -> n"); number(ends[2 * e + 1]); s(" [tooltip="); dot(kind[e % 5]); s(", kind="); dot(kind[e % 5]);
    s(", weight="); dot(weights[e]); s("];\n");
    pass(0);
  }
  pass(1);
  fclose(file);
}
