"""One sound part of each kind that a mechanism file may have, to be spoilt by tests."""

from __future__ import annotations

PROCEDURE = """\
permit:
  kind: procedure
  title: {zh: 并联审批, en: Parallel approval}
  subject: project
  duties:
    land: {zh: 自然资源局, en: Land office}
    works: {zh: 住建局, en: Works office}
  stages:
    start: {title: {zh: 施工许可, en: Permit to build}, lead: works, limit: 15 working days}
  materials:
    plan: {title: {zh: 方案, en: Design}}
    licence: {title: {zh: 规划许可证, en: Planning permit}, from_step: planning}
  steps:
    planning:
      title: {zh: 工程规划许可, en: Planning permit}
      duty: land
      statutory: 20 working days
      limit: 5 working days
      materials: [plan]
      stops: [expert_review, public_notice]
      tolerant: {materials: [plan], within: 10 working days}
      extension: {by: 10 working days, approved_by: land}
    building:
      title: {zh: 施工许可, en: Permit to build}
      duty: works
      stage: start
      after: [planning, {step: fire, need: soft}]
      statutory: 7 days
      limit: 3 days
      materials: [licence]
      commitment: {check: 30 days}
    fire:
      title: {zh: 消防设计审查, en: Fire review}
      duty: works
      when: "investment > 1000 万元"
      limit: 7 working days
  gates:
    - {rule: "land_mu > 0", says: 已取得土地, before: building}
  joint:
    together: {title: {zh: 联合验收, en: Joint inspection}, lead: works, steps: [planning, fire]}
"""
CHAIN = """\
chips:
  kind: chain
  title: {zh: 电子信息产业链, en: Electronics}
  tier: pillar
  industries: [C39]
  links:
    parts: {title: {zh: 元器件, en: Components}, industries: [C398], key: true}
    devices: {title: {zh: 整机, en: Devices}, industries: [C391, C392]}
  leader: {zh: 常务副县长, en: Executive deputy head of the county}
  offices: [{zh: 工信局, en: Industry office}]
  indicators: [output]
"""
ASSIGNMENT = """\
instructors:
  kind: assignment
  title: {zh: 企业工作指导员, en: Instructors}
  office: {zh: 经信局, en: Industry office}
  pools:
    cadres: {title: {zh: 后备干部, en: Reserve}, who: {zh: 后备干部, en: Reserve cadres}}
  destinations:
    best:
      title: {zh: 五十强, en: The fifty}
      subject: enterprise
      chosen_by: best
      quota: 50
  term_months: 12
  conflicts: [own_shares, supervises_it]
  visits: {every: month, at_least: 1, log_within: 3 days}
  appraisal: best
"""
DUTY = """\
lines:
  kind: duty
  title: {zh: 三线工作制, en: Three lines}
  lines:
    first: {title: {zh: 项目线, en: Projects}, post: {zh: 县长, en: Head}, since: 2026-01-01}
  delegated:
    permit:
      title: {zh: 施工许可, en: Permit to build}
      holder: {zh: 住建局, en: Works office}
      to: {zh: 甲镇, en: Town A}
      form: transferred
      basis: {document: 甲政发〔2026〕3号}
"""
TASKS = """\
works:
  kind: list
  title: {zh: 十件实事, en: Ten works}
  year: 2026
  command: {leader: {zh: 县长, en: Head of the county}}
  most: 2
  tasks:
    school:
      title: {zh: 学校, en: School}
      by: 2026-11-30
      targets: [{indicator: output, value: "100"}]
      milestones: [{title: {zh: 开工, en: Start}, by: 2026-03-31}]
"""
EVENT = """\
meeting:
  kind: event
  title: {zh: 政企银联席会议, en: Joint meeting}
  every: quarter
  invites:
    firms: {title: {zh: 企业, en: Enterprises}, chosen_by: best, most: 20}
    banks: {title: {zh: 银行, en: Banks}, posts: [{zh: 行长, en: Heads of the banks}]}
  minutes: {within: 5 working days, duty: office, answered: 10 working days}
"""
LADDER = """\
follow_up:
  kind: ladder
  title: {zh: 督办, en: Follow-up}
  leader: leader_in_charge
  reminders:
    soon: {title: {zh: 临期, en: Soon}, before: 2, to: [officer], by: [page]}
    late: {title: {zh: 逾期, en: Late}, late: 1, every: 5, to: [officer], by: [page]}
  letters:
    first:
      title: {zh: 交办函, en: Assignment}
      kind: assignment
      late: 3
      answer: 5
      demands: {zh: 请办理。, en: Please act.}
  complaints: {assign: 2, answer: 15}
  bulletin: 1
"""
OPTIONS = """\
exchange:
  kind: options
  title: {zh: 两分两换, en: Two exchanges}
  subject: household
  asks:
    land: {title: {zh: 承包地, en: Land}, unit: 亩}
  values:
    worth: {title: {zh: 承包地, en: Land}, amount: "land * 800"}
  options:
    rent: {title: {zh: 租金, en: Rent}, amount: "land * 800 元/亩"}
    shares: {title: {zh: 入股, en: Shares}, gets: [{zh: 股份, en: Shares}]}
  agreement: {title: {zh: 协议, en: Agreement}, taken_back_within: 15 days}
"""
FUND = """\
pool:
  kind: fund
  title: {zh: 资金池, en: The pool}
  opening: "1000 万元"
  fee: {rate: "0.0003", overdue: double, minimum: "100"}
  never: ["below zero"]
"""
RANKING = """\
best:
  kind: ranking
  title: {zh: 产值十强, en: The ten largest}
  subject: enterprise
  measures:
    - code: output
      title: {zh: 产值, en: Output}
      figure: "output[last_year]"
      weight: "100"
      scoring: {method: value}
"""
