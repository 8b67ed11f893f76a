// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Deals the cells into chunks: by curve type and, within a type, like cards, so that each chunk is a fair sample of all rows.
enum ChunkBuilder {
    /// Cells a chunk.
    static let chunkSize = 2048

    /// All chunks, and the first of each kind with the number of chunks that it stands for.
    static func chunks(of problem: ScaledProblem) -> (all: [any PriceChunk], samples: [(chunk: any PriceChunk, weight: Double)])
    {
        let source = problem.source
        var chunks: [any PriceChunk] = []
        var samples: [(chunk: any PriceChunk, weight: Double)] = []
        for group in grouped(source.singles, type: { ObjectIdentifier(Swift.type(of: source.curves[$0] as Any)) }) {
            let begin = chunks.count
            for part in dealt(group, size: { _ in 1 }) {
                chunks.append(cellChunk(problem, part, source.curves[part[0]]))
            }
            samples.append((chunks[begin], Double(chunks.count - begin)))
        }
        let chains = Array(source.chains.indices)
        for group in grouped(chains, type: { ObjectIdentifier(Swift.type(of: source.curves[source.chains[$0][0]] as Any)) }) {
            let begin = chunks.count
            for part in dealt(group, size: { source.chains[$0].count }) {
                let parts = part.map { source.chains[$0] }
                chunks.append(chainChunk(problem, parts, source.curves[parts[0][0]]))
            }
            samples.append((chunks[begin], Double(chunks.count - begin)))
        }
        if !source.plain.isEmpty {
            let chunk = PlainChunk(problem: problem, columns: source.plain)
            chunks.append(chunk)
            samples.append((chunk, 1))
        }
        return (chunks, samples)
    }

    /// Elements by type, types in the order of first appearance.
    private static func grouped(_ elements: [Int], type: (Int) -> ObjectIdentifier) -> [[Int]] {
        var position: [ObjectIdentifier: Int] = [:]
        var groups: [[Int]] = []
        for element in elements {
            let key = type(element)
            if let found = position[key] {
                groups[found].append(element)
            } else {
                position[key] = groups.count
                groups.append([element])
            }
        }
        return groups
    }

    private static func dealt(_ elements: [Int], size: (Int) -> Int) -> [[Int]] {
        let total = elements.reduce(0) { $0 + size($1) }
        let count = max(1, min(elements.count, (total + chunkSize - 1) / chunkSize))
        return (0..<count).map { c in stride(from: c, to: elements.count, by: count).map { elements[$0] } }
    }

    /// Opens the existential once a chunk.
    private static func cellChunk<C: Curve>(_ problem: ScaledProblem, _ cells: [Int], _ sample: C) -> any PriceChunk {
        let curves = cells.compactMap { problem.source.curves[$0] as? C }
        return CellChunk(problem: problem, cells: cells, batch: C.batch(curves))
    }

    private static func chainChunk<C: Curve>(_ problem: ScaledProblem, _ chains: [[Int]], _ sample: C) -> any PriceChunk {
        let curves = chains.flatMap { $0.compactMap { problem.source.curves[$0] as? C } }
        return ChainChunk(problem: problem, chains: chains, curves: curves)
    }
}
