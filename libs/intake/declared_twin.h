// A declared kind whose files look like dishonesty listings, for tests.
#pragma once

#include "creditproof/record/v1/declared_kind.pb.h"
#include "libs/intake/declared_kind.h"

namespace creditproof::intake {

inline constexpr char kTwinText[] = R"twin(
kind_id: "twin"
display_name: "孪生名单"
area: AREA_MARKET_REGULATION
counts: true
columns { id: "list_id" names: ["名单id", "名单编号", "pripid", "主体身份代码"] }
columns {
  id: "list_type" role: ROLE_CONTENT
  names: ["列入名单", "名单类型", "名单名称", "失信名单类型", "案件性质"]
}
columns {
  id: "usci" names: ["统一社会信用代码", "纳税人识别号"]
  presence: PRESENCE_COLUMN content: CONTENT_CODE role: ROLE_CREDIT_CODE
}
columns {
  id: "party_name" presence: PRESENCE_CELL role: ROLE_NAME
  names: ["企业名称", "主体名称", "失信主体名称", "名称", "纳税人名称"]
}
columns {
  id: "party_kind" names: ["主体类别", "主体类型", "失信主体类型"]
  role: ROLE_PARTY_KIND
}
columns { id: "reg_no" names: "注册号" content: CONTENT_NUMBER }
columns {
  id: "org_code" names: "组织机构代码" content: CONTENT_CODE
  role: ROLE_ORGANISATION_CODE
}
columns {
  id: "legal_rep" role: ROLE_OPERATOR_NAME
  names: ["法定代表人", "法定代表人(负责人)", "负责人",
          "法定代表人或者负责人姓名"]
}
columns {
  id: "legal_rep_id_no" names: ["法定代表人证件号码", "证件号码"]
  content: CONTENT_IDENTITY
}
columns {
  id: "inclusion_reason" names: ["列入事由", "列入原因", "主要违法事实"]
  presence: PRESENCE_CELL role: ROLE_CONTENT
}
columns {
  id: "inclusion_basis" names: ["列入依据", "处罚依据"] role: ROLE_CONTENT
}
columns {
  id: "decision_no" role: ROLE_DOCUMENT_NUMBER
  names: ["决定书文号", "列入决定书文号", "处罚决定书文号", "文书号"]
}
columns {
  id: "decided_by" presence: PRESENCE_KEY role: ROLE_AUTHORITY
  names: ["作出决定机关(列入)", "列入决定机关", "认定单位", "认定部门"]
}
columns {
  id: "decided_by_usci" content: CONTENT_CODE role: ROLE_AUTHORITY_CODE
  names: ["认定单位统一社会信用代码", "列入决定机关统一社会信用代码"]
}
columns {
  id: "included_on" names: ["列入日期", "列入时间"]
  presence: PRESENCE_KEY content: CONTENT_PAST_DATE role: ROLE_DECISION_DATE
}
columns {
  id: "expected_end" names: ["公示截止日期", "管理期限届满日期", "预计移出日期"]
  content: CONTENT_END_DATE role: ROLE_PUBLICITY_END_DATE
}
columns {
  id: "removed_on" names: ["移出日期", "移出时间"]
  content: CONTENT_DATE role: ROLE_REMOVED_DATE
}
columns { id: "removal_reason" names: ["移出原因", "移出事由"] }
columns { id: "removed_by" names: ["作出决定机关(移出)", "移出决定机关"] }
columns { id: "source_unit" names: "数据来源单位" }
columns {
  id: "source_usci" names: "数据来源单位统一社会信用代码"
  content: CONTENT_CODE
}
columns { id: "city" names: "所属地市" role: ROLE_REGION }
columns { id: "county" names: "所属区县" }
columns { id: "remark" names: "备注" }
)twin";

inline constexpr int kTwinNumber = 131;

// As it is once it was declared.
inline record::v1::DeclaredKind DeclaredTwin() {
  record::v1::DeclaredKind twin = ParseDeclaredKind(kTwinText).value();
  twin.set_number(kTwinNumber);
  return twin;
}

}  // namespace creditproof::intake
