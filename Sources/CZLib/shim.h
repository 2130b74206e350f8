#ifndef RIPPLE_CZLIB_SHIM_H
#define RIPPLE_CZLIB_SHIM_H
#include <zlib.h>

/* zlib's own is a macro, which Swift does not see. A window below zero says that no header stands before the data. */
static inline int ripple_inflateInit(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
#endif
