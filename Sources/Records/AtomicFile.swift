// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a file so that at every moment its path holds either the old content or the new one.
public enum AtomicFile {
    /// Writes `bytes` to a temporary name in the same folder, forces it to disk and renames it to `path`.
    ///
    /// Throws `RecordsError.unwritable`; nothing is left behind then. The file gets mode 0644, less the process's umask.
    public static func write(_ bytes: [UInt8], to path: String) throws(RecordsError) {
        var attempt = 0
        var descriptor: Int32 = -1
        var temporary = ""
        // A name of the process and a counter: another process's leftover is stepped over, never overwritten.
        while attempt < 1000 {
            temporary = "\(path).\(getpid()).\(attempt).part"
            descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o644))
            if descriptor >= 0 || errno != EEXIST { break }
            attempt += 1
        }
        guard descriptor >= 0 else { throw .unwritable(file: path, code: errno) }
        var failure: Int32 = 0
        var written = 0
        while written < bytes.count, failure == 0 {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe writePiece(descriptor, UnsafeRawBufferPointer(rebasing: all[written...]))
            }
            if count >= 0 { written += count } else if errno != EINTR { failure = errno }
        }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, unsafe rename(temporary, path) != 0 { failure = errno }
        guard failure == 0 else {
            _ = unsafe unlink(temporary)
            throw .unwritable(file: path, code: failure)
        }
        syncFolder(of: path)
    }

    /// The rename itself is durable once the folder is on disk. Not every file system can do this: best effort.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }

    private static func writePiece(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
