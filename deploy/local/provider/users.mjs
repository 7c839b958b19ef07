// Who may log in, and as whom. `claims` is what access tokens say of them.
export const users = new Map([
  ['demo-clean', {
    title: '哈尔滨云杉示例装备制造有限公司',
    note: '经办人，无违法违规记录',
    claims: { credit_code: '91230103TE00000103' },
  }],
  ['demo-penalised', {
    title: '哈尔滨冰凌花示例食品有限公司',
    note: '经办人，有一条行政处罚',
    claims: { credit_code: '91230199TE00000292' },
  }],
  ['demo-agent', {
    title: '黑龙江省松花江示例物流集团有限公司',
    note: '代办人，受前两家企业委托',
    claims: {
      credit_code: '91230000TE0000061T',
      delegated_credit_codes: ['91230103TE00000103', '91230199TE00000292'],
    },
  }],
]);
