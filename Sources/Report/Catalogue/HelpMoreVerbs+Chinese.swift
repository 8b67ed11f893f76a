// SPDX-License-Identifier: GPL-3.0-or-later

extension HelpWording {
    /// Chinese: the verbs' help, second half.
    static let chineseMoreVerbs = #"""
        Budget of a benefit in yuan; may be repeated.	一个权益的预算，单位元；可重复填写。
        Write who gets what, as .csv or .npy.	写出谁得到什么，.csv 或 .npy。
        Write only the customers who get something.	只写得到权益的客户。
        Replace an existing file even though rows of the input could not be used.	即使输入有无法使用的行，也替换已有的文件。
        Say why this customer gets what it gets; may be repeated.	说明这个客户为什么得到这个权益；可重复填写。
        Value against so many budgets, from a quarter to twice the total one.	看这么多档预算下的价值，从总预算的四分之一到两倍。
        Stop at the first row that cannot be used.	遇到第一个无法使用的行就停止。
        Seed of the sample that first prices come from.	求初始影子价格的样本所用的种子。
        Threads; the result does not depend on it.	线程数；结果不受它影响。
        Relative gap to the bound at which the search for better choices stops.	与上界的相对差距小到多少就不再寻找更好的选择。
        What each benefit brings with whom, from a randomized trial.	由随机试验得出每个权益对哪些客户带来多少。
        The trial has one row a customer: the arm it was given at random, the probability of that arm (column propensity, or the same for all by --shares none=0.5,coupon20=0.5), what came of it, and what was known before. Numbers and words are features. Without known probabilities the file is refused, unless --observational asks for it.	试验数据每个客户一行：随机分到的组、分到该组的概率（propensity 列，或各客户相同时用 --shares none=0.5,coupon20=0.5）、结果如何，以及事先知道的信息。数字和文字都作为特征。没有已知概率的文件会被拒绝，除非加 --observational 明确要求。
        The trial, as CSV.	试验数据，CSV。
        Column of the arm.	写明组的列。
        The arm of those who were given nothing.	什么都没有发的那一组。
        Column of the outcome.	写明结果的列。
        Column of the probability of the arm that was given.	写明分到该组的概率的列。
        Probability of each arm where it was the same for all.	各客户概率相同时，每组的概率。
        Columns known before the trial; without it all others.	试验之前就知道的列；不填则为其余所有列。
        Columns that are no features.	不作为特征的列。
        Column of words whose means are tried as segments.	文字列，试着按它分人群取均值。
        What one unit of the outcome is worth, in yuan.	结果的一个单位值多少元。
        What giving an arm to one customer costs, in yuan; may be repeated.	给一个客户发某组的权益要多少成本，单位元；可重复填写。
        Largest share of customers who may be given anything, 0 to 1.	最多给多大比例的客户发权益，0 到 1。
        Take data without known probabilities; a warning stays on all that is made from it.	接受没有已知概率的数据；由它得出的一切都会一直带着提醒。
        Seed of the folds.	分折的种子。
        Write the model, with which customers are scored.	写出模型，用来给客户打分。
        Offers for a table of customers, by a model of `allocate fit`.	用 `allocate fit` 的模型，为一张客户表算出候选权益。
        Writes customer,benefit,value,cost. The table has the columns that the trial had. `wanxiang allocate customers.csv --model uplift.json` does this and allocates in one go.	写出 customer,benefit,value,cost。表中要有试验数据里的列。`wanxiang allocate customers.csv --model uplift.json` 一步完成计算和分配。
        The model.	模型。
        The customers' table, as CSV.	客户表，CSV。
        Benefits table with face values and redemption, for the costs.	带面额和核销率的权益表，用来算成本。
        Where the offers go.	候选权益写到哪里。
        Customers' lifetime value from their orders, with a check on time held out.	由订单得出客户的终身价值，并用留出的时间检验。
        orders.csv has customer, time and amount (yuan; refunds below zero) and may have order, channel and goods. Chinese and English names of columns are known; --column customer=用户编号 names others. The last quarter of the time is held out as a check.	orders.csv 要有 customer、time 和 amount（元；退款小于零），还可以有 order、channel 和 goods。中英文列名都能识别；其他列名用 --column customer=用户编号 指明。最后四分之一的时间留出作检验。
        Orders as CSV; - for standard input.	订单，CSV；- 表示标准输入。
        Last day that counts; default the last order's.	计入的最后一天；默认为最后一笔订单那天。
        Weeks ahead that count.	计入今后多少周。
        Share of an order's value that is margin, 0 to 1.	订单金额中毛利的比例，0 到 1。
        Interest for a year, 0.1 for 10 %.	年利率，0.1 表示 10 %。
        Cost of one new customer in yuan, for the pay-back time.	一位新客的成本，单位元，用来算回本时间。
        bg-nbd or pareto-nbd; default the likelier one.	bg-nbd 或 pareto-nbd；默认为更符合数据的一个。
        Last day of the time fitted in the check; default after three quarters.	检验时拟合所用时间的最后一天；默认到四分之三处为止。
        No check on time held out.	不用留出的时间检验。
        A column by another name, e.g. customer=uid.	用别的名称的列，例如 customer=uid。
        Write each customer's figures as CSV.	把每位客户的数字写成 CSV。
        Write the report as a self-contained page.	把报告写成一个独立完整的网页。
        Which of several tested goods (or channels, audiences, logged actions) is the best, and how sure that is.	测试的几个货品（或渠道、人群、日志中的动作）哪个最优，有多确定。
        The answer may be looked at every day: a winner that is established at any time is wrong with the stated probability at most. What is not established is called so, with how many more trials it would take.	可以每天查看答案：无论何时确认最优，判断错误的概率都不超过写明的值。没有确认的会写明未能确认，以及还要多少次试验。
        A history CSV, or a log of decisions with action and reward.	历史 CSV，或有 action 和 reward 的决策日志。
        First day of the test.	测试的第一天。
        Last day of the test.	测试的最后一天。
        What is compared: goods, channel or audience.	比较什么：goods、channel 或 audience。
        What counts as a trial: clicks or impressions.	什么算一次试验：clicks 或 impressions。
        What counts as a success: carts, orders, new_customers or clicks.	什么算一次成功：carts、orders、new_customers 或 clicks。
        Confidence asked for, e.g. 95 %.	要求的置信度，例如 95 %。
        Lets a market world write a campaign to try things on.	让模拟市场写出一个活动的数据，供试用。
        Writes history.csv, shop.csv and goods.csv, what the world's merchant could download on the last morning; further reports in reports/, and on --downloads the same days as they stood on earlier mornings, to be imported one after another. What really happened goes to truth/, which no other verb reads.	写出 history.csv、shop.csv 和 goods.csv，也就是这个世界的商家最后一个早上能下载到的数据；reports/ 里还有其他报表，加 --downloads 则还有同样的日子在更早的早上的样子，可依次导入。真实发生的情况写到 truth/，其他命令都不读它。
        The world file.	世界文件。
        Seed, instead of the file's.	种子，代替文件里的。
        Days of history, instead of the file's.	历史的天数，代替文件里的。
        Folder to write to; made if it does not exist.	写入的文件夹；没有则新建。
        How the merchant spreads the money, instead of the file's: proportional, even, search, chase, none.	商家怎样分配钱，代替文件里的：proportional、even、search、chase、none。
        Write the downloads of so many mornings, up to the last one.	写出这么多个早上的下载报表，到最后一个早上为止。
        Days that one of them covers.	每份下载报表包含多少天。
        Test a channel in the history's last 28 days: dark in half of the regions, or on half of the days where there are no regions.	在历史的最后 28 天测试一个渠道：在一半的地区停投，没有地区时在一半的日子停投。
        Deliver this plan after the history; the campaign then ends with the plan.	在历史之后投放这个方案；活动随方案结束。
        The plan's choices.	方案的选项。
        Measure how the world answers to money and write it to this HTML page.	测量这个世界对花费的反应，写到这个 HTML 网页。
        Repetitions of that measurement.	这项测量重复的次数。
        Solves a delivery problem with given curves: JSON in, JSON out.	用给定曲线求解投放问题：JSON 进，JSON 出。
        The problem's form is documented in docs/delivery-problem.schema.json. No history is needed: for people who bring curves from another tool, and for comparing solvers.	问题的格式见 docs/delivery-problem.schema.json。不需要历史数据：适合自带其他工具曲线的人，也适合比较求解器。
        The problem as JSON; - for standard input.	问题，JSON；- 表示标准输入。
        Checks a brief, plans it and stores both as an immutable numbered request.	检查投放需求，做出方案，把两者存成不可更改的编号需求。
        The request keeps the brief, the plan and the digests of all that it was made from. Submitting the same again gives the same number. The workspace is the one in the brief's folder, or --workspace; it is made where there is none.	需求保存投放需求、方案和所用全部数据的摘要。同样的内容再次提交，编号不变。工作区是投放需求所在文件夹里的，或由 --workspace 指定；没有则新建。
        Lists the requests of a workspace: draft, submitted, running, ended, replayed.	列出工作区里的需求：草稿、已提交、投放中、已结束、已回放。
        A request runs when history has a day of it; with a number, its plan is shown. A brief in the workspace's folder that was not submitted as it stands is a draft.	历史数据里有了需求的某一天，它就是投放中；写上编号则显示它的方案。工作区文件夹里的投放需求，没有按现在的内容提交过的就是草稿。
        A request's number.	需求的编号。
        The daily round: imports new downloads, compares plan and actual, warns, and plans the rest again.	每日例行：导入新报表，对比计划与实际，预警，并重排其余部分。
        Compares with the last plan stored for the brief, or with --plan. The brief's change limits hold for the proposal too: lines start from what really ran.	与这份投放需求最近保存的方案比较，或与 --plan 比较。投放需求的变化限制对建议方案同样有效：各投放单元从实际投放的水平出发。
        Folder or file to import first; may be repeated.	先导入的文件夹或文件；可重复填写。
        The plan in force as JSON of plan --json; default the last one stored for this brief.	现行方案，plan --json 的 JSON；默认为这份投放需求最近保存的方案。
        Write the proposal for the days that are left as CSV.	把剩余日子的建议方案写成 CSV。
        Compare and warn only; do not plan the rest again.	只对比和预警，不重排其余部分。
        Lists the shops of a workspace; adds, renames and deletes them.	列出工作区里的店铺；新增、改名和删除店铺。
        A workspace keeps several shops apart; --shop of the other verbs, or `shop:` in a brief, says which one is meant.	工作区可以分开保存几个店铺；其他命令的 --shop，或投放需求里的 `shop:`，指明是哪一个。
        Make a shop of this name.	新建这个名称的店铺。
        Give a shop another name.	给店铺改名。
        Delete a shop with all that it holds; needs --yes.	删除店铺及其全部数据；需要 --yes。
        Really delete.	确认删除。
        Opens the workspace in a browser, on this machine.	在本机的浏览器里打开工作区。
        Needs the browser workspace to be built: make desk. Listening beyond this machine needs --token.	需要先构建浏览器工作台：make desk。监听范围超出本机时需要 --token。
        Folder with briefs, and a workspace where there is one.	放投放需求的文件夹，有工作区时也在其中。
        Address to listen on.	监听的地址。
        Port; 0 takes a free one.	端口；0 表示取一个空闲端口。
        Token that every request needs; required beyond this machine.	每个请求都要带的口令；监听范围超出本机时必须填写。
        Language of the pages: en or zh.	网页的语言：en 或 zh。
        Writes a copy of the whole workspace, also while others use it.	写出整个工作区的备份，别人正在使用时也可以。
        The copy; must not exist yet.	备份文件；不能已经存在。
        Puts a copy made by backup in the workspace's place; what was there is kept beside it.	把 backup 做的备份放到工作区的位置；原来的内容保留在旁边。
        The copy.	备份文件。
        Checks that a workspace is sound.	检查工作区是否完好。
        Checks SQLite's structures, the references between tables and every document against its digest. Exit code 65 when something is wrong.	检查 SQLite 的结构、表之间的引用，并用摘要核对每份文档。有问题时退出码为 65。
        Show subcommand help information.	显示子命令的帮助。
        --refresh needs --reason: why is another result right now?	--refresh 需要 --reason：为什么现在另一个结果才是对的？
        Use --expect to compare or --refresh to accept, not both.	比较用 --expect，接受新结果用 --refresh，不能同时用。
        --expect and --refresh are about the brief's own plan and all baselines, open loop.	--expect 和 --refresh 针对投放需求自己的方案和全部基线，不中途重做方案。
        --policy, --share and --…-column are for randomized logs (a CSV file).	--policy、--share 和 --…-column 用于随机日志（CSV 文件）。
        Name at least one file or folder.	请至少指定一个文件或文件夹。
        Use --map to set the columns or --forget-map, not both.	指明各列用 --map，忘掉用 --forget-map，不能同时用。
        Name a folder with --out, or a page with --emergence.	请用 --out 指定文件夹，或用 --emergence 指定网页。
        --choices goes with --plan.	--choices 要与 --plan 同用。
        --plan and --switch-off do not go together.	--plan 和 --switch-off 不能同时用。
        --out needs the name of a folder.	--out 需要文件夹的名称。
        Use one of --add, --rename and --delete.	--add、--rename 和 --delete 只能用一个。
        Name a brief, or a history with --history, or curves with --from.	请指定投放需求，或用 --history 指定历史数据，或用 --from 指定曲线。
        Name one of: a brief, --history, --from.	以下请只指定一个：投放需求、--history、--from。
        --shop and --goods go with --history.	--shop 和 --goods 要与 --history 同用。
        Curves that are given are not changed by an experiment.	给定的曲线不会因实验而改变。
        --replications is from 1 to 10000.	--replications 为 1 到 10000。
        --most is from 2 to 10000.	--most 为 2 到 10000。
        --replan is from 1 to 400 days.	--replan 为 1 到 400 天。
        Name at least two briefs or plans to compare.	请至少指定两份投放需求或方案来比较。
        At most 2000 briefs or plans can be compared at once.	一次最多比较 2000 份投放需求或方案。
        Name a brief.	请指定投放需求。
        At most 8 frontiers can be told apart in one picture.	一张图里最多能分清 8 条预算与效果曲线。
        Store customers of an orders file by their ids instead of hidden names.	订单文件里的客户按原编号保存，不用隐藏名。
        A file of orders (customer, time, amount) is stored for value: customers under names that lead back to nobody.	订单文件（customer、time、amount）会保存下来供 value 使用：客户以无法还原的名字保存。
        the orders that were imported	已导入的订单
        Orders as CSV; - for standard input; without it those of the workspace.	订单，CSV；- 表示标准输入；不填则为工作区里的订单。
        orders.csv has customer, time and amount (yuan; refunds below zero) and may have order, channel, goods and status (closed and unpaid orders are left out). Chinese and English names of columns are known; --column customer=用户编号 names others. The last quarter of the time is held out as a check.	orders.csv 要有 customer、time 和 amount（元；退款小于零），还可以有 order、channel、goods 和 status（已关闭和未付款的订单不计）。中英文列名都能识别；其他列名用 --column customer=用户编号 指明。最后四分之一的时间留出作检验。
        The playbooks alone that a brief in the current folder may name.	只列出当前文件夹里的投放需求可以采用的类目打法。
        Compare with this only: as-recorded, as-recorded-steady, equal-split, last-period-roi, best-single-channel, a scenario that plans the same money (in a world), family for all others of the brief's family, or a plan CSV. May be repeated; the first one is the headline's.	只与它比较：as-recorded、as-recorded-steady、equal-split、last-period-roi、best-single-channel、用同样的钱规划的另一个场景（在模拟市场里）、family 表示同类的其他所有场景，或一份方案 CSV。可重复；第一个用于首行结论。
        """#
}
