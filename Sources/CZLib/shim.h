#ifndef RIPPLE_CZLIB_SHIM_H
#define RIPPLE_CZLIB_SHIM_H
#include <zlib.h>

/* zlib's own is a macro, which Swift does not see. A window below zero says that no header stands before the data. */
static inline int ripple_inflateInit(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }

/* Sixteen more than the window asks for gzip's header; the level is quick rather than thorough. */
static inline int ripple_gzipInit(z_stream *stream) {
  return deflateInit2(stream, 3, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}
#endif
