#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the user of this process is called on this machine; `unknown` where that is not known.
func userName() -> String {
  guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else { return "unknown" }
  return unsafe String(cString: name)
}
