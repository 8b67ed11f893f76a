// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that can be read anywhere: a file that stays open, or memory.
final class RandomBytes: Sendable {
    private let memory: [UInt8]
    private let descriptor: Int32
    let count: Int
    /// The name that errors show.
    let file: String

    init(_ bytes: [UInt8], file: String) {
        memory = bytes
        descriptor = -1
        count = bytes.count
        self.file = file
    }

    init(path: String) throws(RecordsError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .noFile(file: path) : .unreadable(file: path, code: errno)
        }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else {
            let code = errno
            _ = close(descriptor)
            throw .unreadable(file: path, code: code)
        }
        memory = []
        self.descriptor = descriptor
        count = Int(size)
        file = path
    }

    deinit { if descriptor >= 0 { _ = close(descriptor) } }

    /// Up to `size` bytes from `start` on; fewer at the end.
    func read(_ start: Int, _ size: Int) throws(RecordsError) -> [UInt8] {
        guard start >= 0, start < count, size > 0 else { return [] }
        let wanted = min(size, count - start)
        guard descriptor >= 0 else { return Array(memory[start..<(start + wanted)]) }
        var bytes = [UInt8](repeating: 0, count: wanted)
        var done = 0
        while done < wanted {
            let count = unsafe bytes.withUnsafeMutableBytes { all in
                unsafe pread(descriptor, all.baseAddress! + done, wanted - done, off_t(start + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(file: file, code: errno) }
            if count == 0 { break }
            done += count
        }
        return done == wanted ? bytes : Array(bytes.prefix(done))
    }
}
