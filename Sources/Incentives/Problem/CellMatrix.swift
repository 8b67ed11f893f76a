// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers by customer and benefit, in memory (benefit-major: all customers of the first benefit, then of the second …), in a
/// mapped NumPy file of any order, or one number a benefit.
public struct CellMatrix: Sendable {
    enum Storage: Sendable {
        case doubles([Double])
        case floats([Float])
        case mapped(NumpyArray)
        case constant([Double])
    }

    let storage: Storage
    /// Number of rows.
    public let customers: Int
    /// Number of columns.
    public let benefits: Int

    /// Benefit-major numbers; `numbers.count` must be customers × benefits.
    public init(_ numbers: [Double], customers: Int, benefits: Int) throws(IncentivesError) {
        try Self.check(numbers.count, customers, benefits)
        self.init(storage: .doubles(numbers), customers: customers, benefits: benefits)
    }

    /// Benefit-major numbers in single precision; `numbers.count` must be customers × benefits.
    public init(_ numbers: [Float], customers: Int, benefits: Int) throws(IncentivesError) {
        try Self.check(numbers.count, customers, benefits)
        self.init(storage: .floats(numbers), customers: customers, benefits: benefits)
    }

    /// A NumPy array of shape (customers, benefits), read from its file as it is needed.
    public init(_ array: NumpyArray) throws(IncentivesError) {
        guard array.shape.count == 2 else { throw .wrongShape(file: array.file, found: array.shape) }
        self.init(storage: .mapped(array), customers: array.shape[0], benefits: array.shape[1])
    }

    /// The same number for all customers, by benefit.
    public init(constant: [Double], customers: Int) {
        self.init(storage: .constant(constant), customers: customers, benefits: constant.count)
    }

    init(storage: Storage, customers: Int, benefits: Int) {
        self.storage = storage
        self.customers = customers
        self.benefits = benefits
    }

    private static func check(_ count: Int, _ customers: Int, _ benefits: Int) throws(IncentivesError) {
        let (product, overflow) = customers.multipliedReportingOverflow(by: benefits)
        guard customers >= 0, benefits >= 0, !overflow, product == count else {
            throw .wrongShape(file: nil, found: [customers, benefits])
        }
    }

    /// Calls `body` with a view of the numbers that is good for its duration.
    func withView<Result, Failure: Error>(_ body: (CellView) throws(Failure) -> Result) throws(Failure) -> Result {
        switch storage {
        case .doubles(let numbers):
            let result = unsafe numbers.withUnsafeBytes { bytes in
                unsafe CellView.attempt(bytes, kind: .f8, customerStep: 1, benefitStep: customers, body)
            }
            return try result.get()
        case .floats(let numbers):
            let result = unsafe numbers.withUnsafeBytes { bytes in
                unsafe CellView.attempt(bytes, kind: .f4, customerStep: 1, benefitStep: customers, body)
            }
            return try result.get()
        case .constant(let numbers):
            let result = unsafe numbers.withUnsafeBytes { bytes in
                unsafe CellView.attempt(bytes, kind: .f8, customerStep: 0, benefitStep: 1, body)
            }
            return try result.get()
        case .mapped(let array):
            let fortran = array.fortranOrder
            return unsafe try body(
                CellView(
                    base: array.bytes, kind: array.kind, customerStep: fortran ? 1 : benefits,
                    benefitStep: fortran ? customers : 1))
        }
    }
}

/// Borrowed numbers by customer and benefit, of any element type and order.
///
/// Only made by `CellMatrix.withView`, which keeps the memory alive; the threads of one pass share it and only read.
@safe struct CellView: @unchecked Sendable {
    let base: UnsafeRawPointer?
    let kind: NumpyKind
    /// Elements from one customer to the next and from one benefit to the next.
    let customerStep: Int
    let benefitStep: Int

    /// True when a benefit's column can be used where it is.
    var isPlainDoubles: Bool { kind == .f8 && customerStep == 1 }

    static func attempt<Success, Failure: Error>(
        _ bytes: UnsafeRawBufferPointer, kind: NumpyKind, customerStep: Int, benefitStep: Int,
        _ body: (CellView) throws(Failure) -> Success
    ) -> Result<Success, Failure> {
        do throws(Failure) {
            let view = unsafe CellView(
                base: bytes.baseAddress, kind: kind, customerStep: customerStep, benefitStep: benefitStep)
            return .success(try body(view))
        } catch { return .failure(error) }
    }

    /// One number.
    func number(customer: Int, benefit: Int) -> Double {
        guard let base = unsafe base else { return 0 }
        let index = customer * customerStep + benefit * benefitStep
        switch kind {
        case .f8: return unsafe base.loadUnaligned(fromByteOffset: index * 8, as: Double.self)
        case .f4: return unsafe Double(base.loadUnaligned(fromByteOffset: index * 4, as: Float.self))
        case .i8: return unsafe Double(base.loadUnaligned(fromByteOffset: index * 8, as: Int64.self))
        case .i4: return unsafe Double(base.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
        }
    }

    /// Writes `count` customers of one benefit from `first` on.
    func copy(benefit: Int, first: Int, count: Int, to target: UnsafeMutablePointer<Double>) {
        guard let base = unsafe base else { return }
        let start = first * customerStep + benefit * benefitStep
        switch kind {
        case .f8: unsafe convert(Double.self, base + start * 8, count, target) { $0 }
        case .f4: unsafe convert(Float.self, base + start * 4, count, target) { Double($0) }
        case .i8: unsafe convert(Int64.self, base + start * 8, count, target) { Double($0) }
        case .i4: unsafe convert(Int32.self, base + start * 4, count, target) { Double($0) }
        }
    }

    @inline(__always)
    private func convert<Element: BitwiseCopyable>(
        _ type: Element.Type, _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutablePointer<Double>,
        _ widen: (Element) -> Double
    ) {
        let size = MemoryLayout<Element>.size
        if customerStep == 1 {
            for i in 0..<count { unsafe target[i] = unsafe widen(source.loadUnaligned(fromByteOffset: i * size, as: type)) }
        } else {
            let step = customerStep * size
            for i in 0..<count { unsafe target[i] = unsafe widen(source.loadUnaligned(fromByteOffset: i * step, as: type)) }
        }
    }
}
