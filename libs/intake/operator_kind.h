// The kind of operator behind a registry's 企业类型.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/record/v1/catalogue.pb.h"

namespace creditproof::intake {

// From the text (有限责任公司(自然人独资), 有限公司分公司, 个体工商户 ...),
// with or without the registry's number in front; where that says nothing, from
// the first two characters of the credit code. What no rule knows but is an
// operator by its code is OTHER_OPERATOR; everything else UNSPECIFIED.
record::v1::OperatorKind OperatorKindOf(absl::string_view entity_type,
                                        absl::string_view credit_code);

}  // namespace creditproof::intake
