#ifndef RIPPLE_CPOSTGRESQL_SHIM_H
#define RIPPLE_CPOSTGRESQL_SHIM_H
#include <libpq-fe.h>
#endif
