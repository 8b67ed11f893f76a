// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the workspace in a browser.
    static let deskChinese = #"""
        desk.title	万象工作台
        desk.plans	方案
        desk.no-plans	还没有打开的方案。请规划下面的一份需求单。
        desk.briefs	需求单
        desk.no-briefs	此文件夹里没有需求单：没有 brief.yaml，子文件夹里也没有。
        desk.brief	需求单
        desk.scenario	场景
        desk.begin	开始
        desk.end	结束
        desk.plan-it	规划
        desk.open	打开
        desk.compare	比较勾选的方案
        desk.replays	回放
        desk.campaign	活动
        desk.not-established	未能确认
        desk.what-if	假如
        desk.change	把
        desk.to	改为
        desk.try	试算
        desk.save	另存为新方案
        desk.back	全部方案
        desk.solved	{status}；差距 {gap}；用时 {milliseconds} 毫秒。
        desk.two-plans	请至少勾选两个方案。
        desk.no-plan	这里没有这个方案。
        desk.no-key	{key} 不能在此修改：它指向文件，或需求单没有这一项。
        desk.busy	同时规划的太多，请稍后再试。
        desk.bad-request	无法理解该请求：{detail}
        desk.forbidden	不允许从此处访问。
        desk.needs-token	需要口令：请在地址后加 ?token= 与启动服务时设定的口令。
        desk.needs-token-to-bind	监听 {host} 需要口令：--token，至少 16 个字符。
        desk.listening	万象位于 {address}
        desk.not-built	浏览器工作台尚未构建。请在项目文件夹运行：make desk
        """#
}
