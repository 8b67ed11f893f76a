// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a file in pieces under another name and gives it its own only when all is written, so that nobody ever sees half of it.
struct AtomicOutput: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isCommitted = false

    init(path: String) throws(IncentivesError) {
        self.path = path
        temporary = "\(path).part-\(getpid())"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(file: path, code: errno) }
    }

    deinit {
        close(descriptor)
        if !isCommitted { _ = unsafe unlink(temporary) }
    }

    /// Appends bytes.
    mutating func write(_ bytes: [UInt8]) throws(IncentivesError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 18 { try flush() }
    }

    private mutating func flush() throws(IncentivesError) {
        var done = 0
        while done < buffer.count {
            let from = done
            let count = unsafe buffer.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + from }, bytes.count - from)
                #else
                    unsafe Darwin.write(descriptor, bytes.baseAddress.map { unsafe $0 + from }, bytes.count - from)
                #endif
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unwritable(file: path, code: errno)
            }
            done += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left to disk and puts the file in its place.
    mutating func commit() throws(IncentivesError) {
        try flush()
        guard fsync(descriptor) == 0 || errno == EINVAL, unsafe rename(temporary, path) == 0 else {
            throw .unwritable(file: path, code: errno)
        }
        isCommitted = true
    }

    /// True when something stands at the path already.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
