#ifndef RIPPLE_CLIBXML2_SHIM_H
#define RIPPLE_CLIBXML2_SHIM_H
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#endif
