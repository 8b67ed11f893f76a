// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file in memory as far as it is touched: the operating system reads pages when they are needed and drops them when memory is
/// short, so that inputs may be larger than memory.
///
/// Safe to share: the bytes are only read, and unmapped when the last owner is gone.
@safe final class MappedFile: @unchecked Sendable {
    let file: String
    let count: Int
    private let base: UnsafeMutableRawPointer?

    init(path: String) throws(IncentivesError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .noFile(file: path) : .unreadable(file: path, code: errno)
        }
        defer { close(descriptor) }
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { throw .unreadable(file: path, code: errno) }
        guard information.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: path, code: EINVAL) }
        file = path
        count = Int(information.st_size)
        guard count > 0 else {
            unsafe base = nil
            return
        }
        guard let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe address != UnsafeMutableRawPointer(bitPattern: -1)
        else { throw .unreadable(file: path, code: errno) }
        unsafe base = unsafe address
        _ = unsafe madvise(address, count, MADV_SEQUENTIAL)
    }

    deinit { if let base = unsafe base { unsafe munmap(base, count) } }

    /// All bytes; good as long as this object lives.
    var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }
}
