"""Two mechanism files made up for these tests: a list of taxpayers, an appraisal of offices."""

TAX = """\
mechanism: tax_list
title: {zh: 纳税榜, en: Tax list}
systems: [S22]
learned_from:
  - {place: '330283', report: 考察报告, note: 榜单}
basis: {document: 甲政发〔2026〕1号, article: 第三条}
needs: {people: 1, authority: county}
law: {fair_competition_review: required, selective: none}
parameters:
  least: {title: {zh: 基数下限, en: Least base}, unit: 万元, values: {2026-01-01: 100}}
parts:
  total:
    kind: ranking
    title: {zh: 纳税百强, en: The hundred}
    subject: enterprise
    population: operates_here
    excluded:
      - {rule: dishonest, says: {zh: 失信, en: Dishonest}, code: dishonest}
    measures:
      - code: tax
        title: {zh: 纳税额, en: Tax paid}
        figure: "tax_paid[last_year]"
        weight: '1'
        scoring: {method: value}
    grades:
      - {code: A, title: {zh: A类, en: Class A}, up_to_share: 0.4}
      - {code: B, title: {zh: B类, en: Class B}, up_to_share: 1}
    publishing: {shows: ranks, first: 100, beside: growth}
  growth:
    kind: ranking
    title: {zh: 增幅榜, en: Growth}
    subject: enterprise
    population: "operates_here and tax_paid[year_before_last] >= least"
    measures:
      - code: growth
        title: {zh: 增幅, en: Growth}
        figure: "growth(tax_paid, last_year)"
        weight: '100'
        scoring: {method: value}
    publishing: {shows: ranks, first: 10}
"""
OFFICES = """\
mechanism: offices_list
title: {zh: 部门考核, en: Appraisal}
systems: [S34]
learned_from:
  - {place: '330000', report: 考察报告, note: 考核}
basis: {document: 甲政发〔2026〕2号}
needs: {people: 1, authority: county}
law: {fair_competition_review: not_required, selective: none}
parameters:
  task: {title: {zh: 任务, en: Target}, unit: 个, values: {2025-01-01: 8}}
parts:
  score:
    kind: ranking
    title: {zh: 年度考核, en: Yearly appraisal}
    subject: office
    measures:
      - code: signed
        title: {zh: 签约, en: Projects signed}
        figure: "signed_projects[last_year]"
        weight: '60'
        scoring: {method: completion, target: task}
      - code: same_day
        title: {zh: 当日办结率, en: Same-day share}
        figure: "same_day_share[last_year]"
        weight: '40'
        scoring: {method: efficacy, low: 40%, high: 90%}
    extras:
      - {code: praised, title: {zh: 表扬, en: Praised}, each: 1, cap: 5, levels: {national: 3}}
    vetoes:
      - {code: safety, title: {zh: 事故, en: Accident}, effect: last_class}
    grades:
      - {code: A, title: {zh: 优秀, en: Excellent}, from_points: 90}
      - {code: B, title: {zh: 良好, en: Good}, from_points: 0}
    full: 100
    self_assessed: true
    publishing: {shows: scores, consent: false}
"""
