#ifndef RIPPLE_CLIBXML2_SHIM_H
#define RIPPLE_CLIBXML2_SHIM_H
#include <libxml/xmlversion.h>
/* Debian's libxml2 pulls in the system's ICU headers, which clash with those that Foundation brings. Only the hidden
   tail of the encoding handlers depends on them. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlIO.h>
/* For tests alone: the writer that ours is compared with. */
#include <libxml/xmlwriter.h>
#include <libxml/xmlerror.h>
#endif
