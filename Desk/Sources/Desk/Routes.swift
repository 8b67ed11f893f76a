// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Campaigns
import Delivery
import Foundation
import HTTPTypes
public import Hummingbird
import Market
import Planning
import Records
import Report
import Solver
import Workspaces

/// The workspace's pages and its JSON interface.
public struct DeskService: Sendable {
    let options: DeskOptions
    let page: DeskPage
    let plans = OpenPlans()
    let jobs = Jobs()
    let workers = Workers()

    public init(_ options: DeskOptions) {
        self.options = options
        page = DeskPage(MessageCatalogue(options.language))
    }

    /// All routes behind the guard.
    public func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: DeskGuard(options: options, page: page))
        router.get("/") { _, _ in try await home() }
        router.get("/desk.js") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/javascript; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: DeskScript.text)))
        }
        router.get("/favicon.ico") { _, _ in Response(status: .noContent) }
        router.get("/plans/:id") { _, context in try await plan(context.parameters.get("id")) }
        router.get("/compare") { request, _ in try await compare(request) }
        router.get("/openapi.json") { _, _ in DeskAnswer.json(OpenAPI.document) }
        router.get("/api/briefs") { _, _ in DeskAnswer.json(try JSONText.text(BriefList(folder: options.folder).entries)) }
        router.get("/api/plans") { _, _ in DeskAnswer.json(try JSONText.text(await plans.all.map(\.entry))) }
        router.get("/api/replays") { _, _ in DeskAnswer.json(try JSONText.text(BriefList.replays(folder: options.folder))) }
        router.get("/api/plans/:id") { _, context in
            let plan = try await plans.plan(number(context.parameters.get("id")))
            return DeskAnswer.json(try JSONText.text(plan.result.plan))
        }
        router.get("/api/compare") { request, _ in
            let comparison = Comparison(try await chosen(request).map(\.compared))
            return DeskAnswer.json(try JSONText.text(CompareDocument(comparison, ranking: Ranking(comparison))))
        }
        router.post("/api/plans") { request, _ in try await start(request) }
        router.post("/api/what-if") { request, _ in try await whatIf(request) }
        router.get("/api/jobs/:id") { _, context in
            guard let job = await jobs.job(try number(context.parameters.get("id"))) else { throw DeskError.noPlan }
            return DeskAnswer.json(try JSONText.text(job))
        }
        router.delete("/api/jobs/:id") { _, context in
            guard let job = await jobs.cancel(try number(context.parameters.get("id"))) else { throw DeskError.noPlan }
            return DeskAnswer.json(try JSONText.text(job))
        }
        return router
    }

    private func home() async throws -> Response {
        let list = BriefList(folder: options.folder)
        let entries = await plans.all.map(\.entry)
        return DeskAnswer.html(
            page.home(briefs: list.entries, plans: entries, replays: BriefList.replays(folder: options.folder)))
    }

    // MARK: Plans

    /// A plan's page, or with an ending its export.
    private func plan(_ text: String?) async throws -> Response {
        let parts = (text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw DeskError.noPlan }
        let plan = try await plans.plan(number(parts.first.map(String.init)))
        let own = PlanPage(
            plan.result, of: plan.brief, title: plan.name, response: plan.response, campaign: plan.whatIf.campaign,
            catalogue: page.catalogue)
        switch parts.count == 2 ? parts[1] : "" {
        case "":
            let channels = Set(plan.result.problem.lines.map(\.key.channel)).sorted()
            return DeskAnswer.html(
                page.plan(plan.entry, plan: own, budget: plan.brief.budget?.value, channels: channels))
        case "csv":
            return DeskAnswer.file(
                PlanCSV.write(plan.result.plan.delivery), "text/csv; charset=utf-8", name: plan.name + ".csv")
        case "json":
            return DeskAnswer.file(
                Array(try JSONText.text(plan.result.plan).utf8), "application/json; charset=utf-8", name: plan.name + ".json")
        case "html": return DeskAnswer.file(Array(own.html().utf8), "text/html; charset=utf-8", name: plan.name + ".html")
        default: throw DeskError.noPlan
        }
    }

    private func chosen(_ request: Request) async throws -> [OpenPlan] {
        let numbers = request.uri.queryParameters.getAll("plan")
        guard numbers.count >= 2 else { throw DeskError.twoPlans }
        guard numbers.count <= 64 else { throw DeskError.badRequest("at most 64 plans") }
        var chosen: [OpenPlan] = []
        for text in numbers { chosen.append(try await plans.plan(number(text))) }
        return chosen
    }

    private func compare(_ request: Request) async throws -> Response {
        DeskAnswer.html(page.compare(try await chosen(request).map(\.compared)))
    }

    /// Plans a brief of the list in the background, or saves a what-if as a plan.
    private func start(_ request: Request) async throws -> Response {
        struct Body: Decodable {
            var brief: String?
            var plan: Int?
            var changes: [Change]?
        }
        let body = try await decoded(request, Body.self)
        if let id = body.plan { return try await save(id, (body.changes ?? []).map(\.change)) }
        guard let name = body.brief, let path = BriefList(folder: options.folder).path(of: name) else {
            throw DeskError.badRequest("brief")
        }
        let (id, flag) = try await jobs.begin(name)
        Task { await run(id, path: path, name: name, flag) }
        return DeskAnswer.json(try JSONText.text(await jobs.job(id)), status: .accepted)
    }

    private func run(_ id: Int, path: String, name: String, _ flag: CancellationFlag) async {
        do {
            let jobs = jobs
            let workspace = workspaceFolder
            let planOptions = planOptions(flag)
            let whatIf = try await workers.run {
                let campaign = try Campaign(path: path, asOf: nil, workspace: workspace)
                return try WhatIf(campaign, options: planOptions) { step, steps in
                    if flag.isCancelled { return }
                    Task { await jobs.progress(id, step, of: steps) }
                }
            }
            guard !flag.isCancelled else { return }
            let open = await plans.add { OpenPlan(id: $0, name: name, whatIf: whatIf) }
            await jobs.finish(id, plan: open.id)
        } catch { await jobs.fail(id, page.words(DeskFaults.of(error))) }
    }

    /// The changed plan, solved without a start from earlier prices so that it can be made again, opened and kept in the workspace.
    private func save(_ id: Int, _ changes: [BriefChange]) async throws -> Response {
        let base = try await plans.plan(id)
        let all = base.changes + changes
        try DeskChanges.check(all)
        guard !changes.isEmpty else { throw DeskError.badRequest("changes") }
        let name = base.name + " · " + changes.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
        let workspace = workspaceFolder
        let planOptions = planOptions()
        let answer = try await workers.run {
            let answer = try base.whatIf.plan(all, isWarm: false)
            let campaign = base.whatIf.campaign
            let pipeline = Pipeline(brief: answer.brief, options: planOptions)
            let store = try PlanStore(campaign, workspace: workspace, path: campaign.file, name: String(name.prefix(120)))
            try store.save(
                kind: "plan", json: try JSONText.text(answer.result.plan), response: answer.response,
                inputs: StoredInputs(
                    campaign, changed: answer.brief, pipeline.context(answer.response, campaign.known), pipeline.options))
            return answer
        }
        let open = await plans.add {
            OpenPlan(id: $0, name: String(name.prefix(120)), whatIf: base.whatIf, changes: all, answer: answer)
        }
        return DeskAnswer.json(try JSONText.text(open.entry), status: .created)
    }

    /// The brief's folder has its own history; only the folder that is served has a workspace.
    private var workspaceFolder: String? { ShopWorkspace.exists(in: options.folder) ? options.folder : nil }

    private func planOptions(_ flag: CancellationFlag? = nil) -> PlanOptions {
        PlanOptions(timeLimitSeconds: options.timeLimit, cancellation: flag)
    }

    // MARK: What if

    private struct Change: Decodable {
        var path: String
        var value: String
        var change: BriefChange { BriefChange(path: path, value: value) }
    }

    private struct WhatIfAnswer: Encodable {
        var milliseconds: Double
        var asItIs: DeskPage.PlanEntry
        var changed: DeskPage.PlanEntry
        var html: String

        private enum CodingKeys: String, CodingKey {
            case milliseconds, changed, html
            case asItIs = "as_it_is"
        }
    }

    private func whatIf(_ request: Request) async throws -> Response {
        struct Body: Decodable {
            var plan: Int
            var changes: [Change]
        }
        let body = try await decoded(request, Body.self)
        let base = try await plans.plan(body.plan)
        let changes = body.changes.map(\.change)
        try DeskChanges.check(base.changes + changes)
        let page = page
        return try await workers.run {
            let began = ContinuousClock.now
            let answer = try base.whatIf.plan(base.changes + changes)
            let changed = OpenPlan(id: base.id, name: base.name, whatIf: base.whatIf, changes: changes, answer: answer)
            let spent = ContinuousClock.now - began
            let milliseconds = Double(spent.components.seconds) * 1000 + Double(spent.components.attoseconds) / 1e15
            return DeskAnswer.json(
                try JSONText.text(
                    WhatIfAnswer(
                        milliseconds: milliseconds, asItIs: base.entry, changed: changed.entry,
                        html: page.answer(base.compared, changed.compared, milliseconds: milliseconds))))
        }
    }

    // MARK: Requests

    private func decoded<Body: Decodable>(_ request: Request, _ type: Body.Type) async throws -> Body {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > options.bodyLimit {
            throw HTTPError(.contentTooLarge)
        }
        let buffer = try await request.body.collect(upTo: options.bodyLimit)
        do { return try JSONDecoder().decode(Body.self, from: Data(buffer.readableBytesView)) } catch let error as DecodingError
        {
            throw DeskError.badRequest(page.words([error.asFault(file: "request").fault]).first ?? "JSON")
        } catch { throw DeskError.badRequest("JSON") }
    }

    private func number(_ text: String?) throws -> Int {
        guard let text, text.utf8.count <= 9, let number = Int(text), number >= 0 else { throw DeskError.noPlan }
        return number
    }
}
