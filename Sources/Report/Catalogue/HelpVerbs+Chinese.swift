// SPDX-License-Identifier: GPL-3.0-or-later

extension HelpWording {
    /// Chinese: the verbs' help, first half.
    static let chineseVerbs = #"""
        Plans marketing budgets with a proof of how good the plan is, and replays what it would have gained.	做营销预算方案，证明方案有多好，并回放它本来能多带来多少。
        a folder with a commented brief and a sample campaign	一个文件夹，内有带注释的投放需求和示例店铺
        A first plan:	第一个方案：
        Exit codes: 0 success, 1 fault, 2 the plan asked for is impossible, 3 a replay fell short of what was expected, 64–78 wrong use or bad data (sysexits.h).	退出码：0 成功，1 程序出错，2 做不出所要的方案，3 回放未达预期，64–78 用法或数据有误（sysexits.h）。
        Show the version.	显示版本。
        Show help information.	显示帮助。
        Makes a workspace folder with a commented brief, and a sample campaign where there is no history.	建工作区文件夹，写好带注释的投放需求；没有历史数据时带示例店铺。
        Example:	示例：
        On a terminal it asks for goal, budget and dates where no flag says them. Where the folder's workspace holds imported history, the brief plans from it: the dates begin on the day after its last one, and the budget is what the same number of days before has cost. Without history it brings a simulated sample campaign along: replace it by your own exports, or import them.	在终端里运行时，没有用选项写明的目标、预算和日期会逐一询问。如果文件夹的工作区里有导入的历史数据，投放需求就据此做方案：日期从历史最后一天的次日开始，预算为之前同样天数的花费。没有历史数据时会带一个模拟的示例店铺：请换成您自己的报表，或导入报表。
        The folder; must not hold a brief yet.	文件夹；里面不能已有投放需求。
        The scenario that the brief is about.	投放需求的场景。
        Budget in yuan.	预算，单位元。
        First day.	第一天。
        Last day.	最后一天。
        Shop of the workspace; without it the one called main.	工作区里的店铺；不填则为名叫 main 的店铺。
        Write no sample campaign; the brief then plans from what you import.	不写示例店铺；投放需求就按您导入的数据做方案。
        Print the result as JSON on stdout, and nothing else there.	把结果以 JSON 打印到标准输出，除此之外不打印别的。
        Language of messages: en or zh.	提示的语言：en 或 zh。
        Reads exports into the workspace and says what was taken and what was dropped.	把报表导入工作区，并说明采用了什么、丢弃了什么。
        Takes CSV, TSV, zip archives and workbooks (.xlsx). Encoding, header, layout, dates and units are detected. Importing a day again replaces it and keeps the earlier version. A campaign report and a goods report of the same days are joined: the money is counted once. Without a workspace in the folder one is made.	接受 CSV、TSV、zip 压缩包和工作簿（.xlsx）。编码、表头、格式、日期和单位自动识别。重复导入某一天会替换它，旧的留作版本。同样日期的计划报表和货品报表会合并：钱只算一次。文件夹里没有工作区时会新建一个。
        --map says what a column means: date, channel, campaign, goods, audience, spend, impressions, clicks, carts, orders, new_customers, gmv …; with spend:CHANNEL for a table that has one column for each channel. The workspace remembers it.	--map 说明一列是什么意思：date、channel、campaign、goods、audience、spend、impressions、clicks、carts、orders、new_customers、gmv……；每个渠道各占一列的表用 spend:CHANNEL。工作区会记住。
        Files, or folders of downloads; - for standard input.	文件，或下载报表的文件夹；- 表示标准输入。
        Layout: canonical, taobao, taobao-shop, taobao-goods, google-ads, meta-ads, meridian, robyn, mmm, wide.	格式：canonical、taobao、taobao-shop、taobao-goods、google-ads、meta-ads、meridian、robyn、mmm、wide。
        The channel of a report that does not name one.	报表没有写明渠道时，它属于哪个渠道。
        What a column means; may be given several times.	一列是什么意思；可多次填写。
        Forget what was said by --map before.	忘掉以前用 --map 指明的内容。
        How dates such as 7/4/2026 are read: dmy or mdy.	7/4/2026 这样的日期怎样读：dmy 或 mdy。
        What a campaign of Google Ads or Meta Ads becomes: audience, channel or sum.	Google Ads 或 Meta Ads 的广告系列当作什么：audience、channel 或 sum。
        Folder of the workspace.	工作区的文件夹。
        Day of the download; default the day after the last one in each file.	下载日期；默认为每个文件最后一天的次日。
        Write history.csv, shop.csv and goods.csv to this folder instead of a workspace.	把 history.csv、shop.csv 和 goods.csv 写到这个文件夹，不写入工作区。
        Show what would be taken without writing anything.	只显示会采用什么，不写入任何内容。
        Lists the scenarios; with a name, what it maximises, its settings and an example brief.	列出场景；加名称看它最大化什么、有哪些设置，以及示例投放需求。
        With --for, every scenario is planned over the coming days on the shop's own curves, and the three that fit best are proposed with what each would bring.	加 --for 时，每个场景都用本店自己的曲线为接下来的日子做方案，推荐最适合的三个，并说明各能带来什么。
        A scenario's name.	场景的名称。
        Propose scenarios for a history CSV, or a folder with one or with a workspace.	按历史 CSV，或含有历史 CSV 或工作区的文件夹推荐场景。
        With --for: the outcome that counts, such as gmv, new_customers, orders.	与 --for 同用：看重的指标，例如 gmv、new_customers、orders。
        With --for: budget in yuan; default what the same days before have cost.	与 --for 同用：预算，单位元；默认为之前同样天数的花费。
        With --for: days to plan, 1 to 90.	与 --for 同用：方案的天数，1 到 90。
        Fits response curves and says how far they can be trusted.	拟合响应曲线，并说明它们有多可信。
        --from shows curves that another tool found (docs/curves.schema.json); a brief plans with them by `curves: curves.json`. An experiment says what the tested spend of a channel (and goods, audience) brought in its days, with one standard error; `spend=` in yuan where not all of the recorded spend was tested.	--from 显示其他工具得出的曲线（docs/curves.schema.json）；投放需求写 `curves: curves.json` 就用它们做方案。实验说明一个渠道（以及货品、人群）被测试的花费在那些天带来了多少，附一个标准误；如果记录的花费不是全部被测试，用 `spend=` 写明金额（元）。
        The brief (YAML or JSON), or a folder with a brief.yaml.	投放需求（YAML 或 JSON），或含有 brief.yaml 的文件夹。
        Curves of another tool, as JSON, in place of a fit.	其他工具的曲线（JSON），代替拟合。
        History to fit, in place of a brief.	要拟合的历史数据，代替投放需求。
        The shop's totals, events and controls; with --history.	全店合计、活动和控制变量；与 --history 同用。
        Goods with prices and categories; with --history.	带价格和类目的货品；与 --history 同用。
        A test's result; may be given several times.	一次实验的结果；可多次填写。
        Hide all days after this one.	隐藏这一天之后的日子。
        Folder of the workspace; without it the brief's folder or the current one.	工作区的文件夹；不填则为投放需求所在文件夹或当前文件夹。
        Write curves, what was seen and warnings as one HTML page.	把曲线、历史所见和提醒写成一个 HTML 网页。
        Plans a brief: where the money goes, what it brings, and how good that is.	为投放需求做方案：钱花在哪里、带来什么、有多好。
        Writes the plan as CSV (and choices.csv beside it where there are choices) and prints the rest. A workspace in the brief's folder keeps curves and plan.	方案写成 CSV（有选项时旁边另写 choices.csv），其余打印出来。投放需求所在文件夹有工作区时，曲线和方案会存在里面。
        Hide all days after this one from fit and plan.	拟合和做方案时隐藏这一天之后的日子。
        Relative gap that is good enough; default 1e-6, with choices or S-shaped curves 1e-4.	多小的相对差距就算够好；默认 1e-6，有选项或 S 形曲线时为 1e-4。
        Safety stop in seconds of wall clock; a plan cut short says so.	安全时限，按实际经过的秒数计；方案若因此提前停止，会写明。
        Write the plan as CSV: date,channel,goods,audience,spend.	把方案写成 CSV：date,channel,goods,audience,spend。
        Write the plan as one HTML page that needs no network.	把方案写成一个不需要联网的 HTML 网页。
        Write the page's charts as SVG files into this folder.	把网页上的图表以 SVG 文件写到这个文件夹。
        Write what the platform's form takes as CSV, a row for each platform plan and cycle, and calendar.csv beside it.	把平台表单要填的内容写成 CSV，每个平台计划、每个周期一行，旁边另写 calendar.csv。
        Write CSV files so that spreadsheets read Chinese right (UTF-8 with a byte order mark).	写 CSV 时让电子表格能正确显示中文（带 BOM 的 UTF-8）。
        Write the solved problem as an LP file for an independent solver.	把求解的问题写成 LP 文件，供独立的求解器使用。
        Write the delivery problem as JSON, as wanxiang solve takes it.	把投放问题写成 JSON，可直接交给 wanxiang solve。
        Write which customer gets which benefit, for a brief with `benefits:`, as .csv or .npy.	投放需求有 `benefits:` 时，写出哪个客户得到哪个权益，.csv 或 .npy。
        Solve the problem by GLPK alone as well, on its full tangent program, and compare.	另外单独用 GLPK 求解完整切线规划，并比较。
        Make a stored plan again from its stored inputs, by its version (0 for the latest), and compare.	按版本号（0 为最新）用保存的输入重做已保存的方案，并比较。
        Says why the plan is as it is: prices, binding rules, why something gets nothing, what a change would bring.	说明为什么是这个方案：边际、起限制作用的规则、为什么有的没有分到钱、改变一处会带来什么。
        why display gets what it gets	display 为什么分到这些钱
        what a tenth more would bring	预算多十分之一会带来什么
        what another rule would bring	换一条规则会带来什么
        which rule costs most, by planning again	哪条规则代价最大，通过重做方案得出
        Only lines of this channel.	只看这个渠道的投放单元。
        Only lines of these goods.	只看这些货品的投放单元。
        Only lines to this audience.	只看面向这个人群的投放单元。
        Plan with another budget: yuan, or a change such as +10%.	换一个预算做方案：金额（元），或 +10% 这样的增减。
        Plan with a key of the brief changed, e.g. targets.roi=2.5; may be repeated.	改动投放需求的一个键再做方案，例如 targets.roi=2.5；可重复填写。
        Plan again with each of the dearest rules looser by so many per cent.	把代价最大的规则逐条放宽百分之这么多，重做方案。
        Plans several briefs and shows them side by side.	为几份投放需求做方案，并排显示。
        Besides briefs, files that `plan --json` printed can be compared. Differences are to the first plan; plans on the same curves are subtracted draw by draw.	除了投放需求，`plan --json` 打印的文件也可以比较。差值相对首个方案；依据同一组曲线的方案按每次抽样逐一相减。
        Briefs, folders with a brief.yaml, or plans as JSON.	投放需求、含有 brief.yaml 的文件夹，或 JSON 格式的方案。
        Figure to rank by, such as gmv_yuan, new_customers, profit_yuan, return_on_spend; default the first that all have.	排序所用的指标，例如 gmv_yuan、new_customers、profit_yuan、return_on_spend；默认为都有的第一个指标。
        Write everything as one HTML page that needs no network.	全部写成一个不需要联网的 HTML 网页。
        Write all figures, differences and money as one long CSV table.	把全部指标、差值和金额写成一张长 CSV 表。
        Write the battle map: stages by goals, with tools, programmes, money and expected result.	写出作战大图：阶段对目标，附工具、权益计划、金额和预期结果。
        Write the CSV so that spreadsheets read Chinese right (UTF-8 with a byte order mark).	写 CSV 时让电子表格能正确显示中文（带 BOM 的 UTF-8）。
        Outcome against budget, with the marginal return.	预算与效果的关系，以及边际回报。
        Briefs, or folders with a brief.yaml.	投放需求，或含有 brief.yaml 的文件夹。
        Smallest budget in yuan; default a quarter of the brief's.	最小预算，单位元；默认为投放需求预算的四分之一。
        Largest budget in yuan; default twice the brief's.	最大预算，单位元；默认为投放需求预算的两倍。
        Number of budgets, 2 to 200.	预算的档数，2 到 200。
        Write the frontiers as one HTML page with charts.	把预算与效果关系写成一个带图表的 HTML 网页。
        Write the points as CSV.	把各点写成 CSV。
        Says what a plan would have gained, against what was done and simple rules.	说明一个方案与实际做法和简单规则相比，本来能多带来多少。
        A brief with a world is replayed in that simulated market, which the plan knows only by its exported history. A brief with a recorded history is replayed on the days from its first day on, which fit and plan do not see. A CSV is a randomized log: decisions made by chance, with the columns action, propensity and reward (or the Open Bandit names), and slot, unit and features where there are any. A folder of scenario folders is a suite: all of them, and what they say together.	写了世界的投放需求在那个模拟市场里回放，方案只能看到它导出的历史数据。用历史数据的投放需求在其第一天起的日子上回放，拟合和做方案时看不到这些日子。CSV 是随机日志：由随机作出的决策，有 action、propensity 和 reward 列（或 Open Bandit 的列名），有的话还有 slot、unit 和特征。由场景文件夹组成的文件夹是一套：逐个回放，并说明合起来的结论。
        The brief (YAML or JSON), a folder with a brief.yaml, or a randomized log (CSV).	投放需求（YAML 或 JSON）、含有 brief.yaml 的文件夹，或随机日志（CSV）。
        Independent repetitions of world, history, fit, plan and replay; default 10.	世界、历史、拟合、方案和回放独立重复的次数；默认 10。
        Replay until the gain's 95 % range is no wider than this, such as 10%; at most --most replications.	一直回放到提升的 95 % 区间不宽于此，例如 10%；最多重复 --most 次。
        Most replications with --until-width.	使用 --until-width 时最多重复多少次。
        Plan again every so many mornings with what was learned (in a world).	每隔这么多个早上，用学到的重做方案（在模拟市场里）。
        Measure the curves of the world itself for the oracle-curve plan, and keep them in oracle.json.	对模拟市场本身实测曲线，用于实测曲线方案，并存入 oracle.json。
        A policy to judge on a log: action,probability, with slot or row where it depends on them; or action,alpha,beta for Thompson sampling. May be repeated.	用日志评判的策略：action,probability，概率随位置或行而变时加 slot 或 row；汤普森采样则为 action,alpha,beta。可重复填写。
        Column of a log with the action taken.	日志中所选动作的列。
        Column of a log with the action's probability.	日志中动作概率的列。
        Column of a log with the reward.	日志中回报的列。
        Column of a log with whose decision it was: rows of one unit are not independent.	日志中写明是谁的决策的列：同一个单位的各行不是相互独立的。
        Column of a log that is not looked at. May be repeated.	日志中不看的列。可重复填写。
        The chance of an action where all rows had the same: control=0.5. May be repeated.	各行概率都相同时，一个动作的概率：control=0.5。可重复填写。
        A plan to judge in place of the brief's own; choices.csv beside it counts.	要评判的方案，代替投放需求自己的方案；旁边的 choices.csv 一并采用。
        Compare with expected.json beside the brief; exit code 3 when value or gain fell.	与投放需求旁边的 expected.json 比较；价值或提升下降时，退出码为 3。
        Write expected.json anew, and oracle.json in a world, showing old and new; needs --reason.	重写 expected.json，在模拟市场里还有 oracle.json，并显示新旧结果；需要 --reason。
        Why expected.json is refreshed; kept in it.	为什么更新 expected.json；会记在里面。
        Write the result as one HTML page that needs no network.	把结果写成一个不需要联网的 HTML 网页。
        Mid-flight: what was spent is fixed, the rest is planned again with what was learned.	投放途中：已花的固定不变，其余用学到的重做方案。
        What was spent comes from the brief's history or the workspace, days since the campaign began, or from a file of the plan's form (date,channel,goods,audience,spend). Curves are fitted again with these days. The plan in force, from --plan or the workspace, is compared with the new one: what moves, and why.	已花的钱取自投放需求的历史数据或工作区中活动开始以来的日子，或取自与方案同样格式的文件（date,channel,goods,audience,spend）。曲线会加上这些日子重新拟合。来自 --plan 或工作区的现行方案与新方案比较：哪里调整了，为什么。
        First day to plan again; default the day after the last one spent.	从哪天起重做方案；默认为最后有花费那天的次日。
        What was spent, where the history does not have it: date,channel,goods,audience,spend.	历史数据里没有的已花金额：date,channel,goods,audience,spend。
        The plan in force as CSV; default the last one stored for this brief.	现行方案的 CSV；默认为这份投放需求最近保存的方案。
        Write the new plan of the days that are left as CSV.	把剩余日子的新方案写成 CSV。
        Which benefit for which customer: coupons, messages, samples for millions, under budgets and caps.	哪个客户得到哪个权益：在预算和上限之内，为几百万客户分配优惠券、消息、小样。
        offers.csv has customer,benefit,value,cost: what each customer would bring more with the benefit than without, and what it would cost. `wanxiang allocate run --help` says what else there is.	offers.csv 的列是 customer,benefit,value,cost：每个客户有这个权益比没有多带来多少，成本是多少。其他用法见 `wanxiang allocate run --help`。
        Gives each customer the benefit that is best for the whole.	给每个客户一个对整体最好的权益。
        Input is a request (YAML, or JSON by its ending), a table of offers as CSV (customer,benefit,value,cost or, wide, customer and value:NAME and cost:NAME), or a NumPy matrix of values with --costs. A request says the same and more:	输入是请求（YAML，以 .json 结尾则为 JSON）、CSV 候选权益表（customer,benefit,value,cost，宽表则为 customer 和 value:NAME、cost:NAME），或加 --costs 的 NumPy 价值矩阵。请求能写同样的内容，还能写更多：
        Costs and budgets are in yuan and kept to the fen.	成本和预算单位为元，精确守到分。
        A request (.yaml, .json), offers (.csv) or values (.npy).	请求（.yaml、.json）、候选权益（.csv）或价值（.npy）。
        A model of `allocate fit`; the input is then the customers' table, which it scores.	`allocate fit` 的模型；这时输入是客户表，由模型打分。
        Costs as .npy, for values as .npy.	.npy 格式的成本，配 .npy 格式的价值。
        Unit of the costs in .npy: yuan or fen.	.npy 中成本的单位：yuan 或 fen。
        Benefits table: benefit,face_value,redemption,max_count,max_cost,min_count,group.	权益表：benefit,face_value,redemption,max_count,max_cost,min_count,group。
        Customers' table that filters and segments come from.	客户表，筛选条件和人群由它而来。
        Column of the customers' table to sum up by.	客户表中用来分组合计的列。
        Budget over all benefits, in yuan.	所有权益的总预算，单位元。
        Least value per yuan of cost, over all.	整体上每元成本至少带来的价值。
        Most customers for a benefit; may be repeated.	一个权益最多发给多少客户；可重复填写。
        Fewest customers for a benefit; may be repeated.	一个权益最少发给多少客户；可重复填写。
        """#
}
