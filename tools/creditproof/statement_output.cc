#include "tools/creditproof/statement_output.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace creditproof::tool {
using ingestion::v1::ReconciliationStatement;

Json ReconciliationJson(const ReconciliationStatement& statement,
                        const Kinds& kinds) {
  return {
      {"source", statement.source()},
      {"kind", kinds.Id(statement.file_kind())},
      {"time", TimeText(statement.time())},
      {"client", statement.client()},
      {"source_rows", statement.source_rows()},
      {"source_sha256", absl::BytesToHexString(statement.source_sha256())},
      {"platform_rows", statement.platform_rows()},
      {"platform_sha256", absl::BytesToHexString(statement.platform_sha256())},
      {"uncounted_rows", statement.uncounted_rows()},
      {"missing_on_platform", statement.missing_on_platform()},
      {"missing_at_source", statement.missing_at_source()},
      {"different", statement.different()},
      {"opened", statement.opened()},
      {"closed", statement.closed()},
      {"differing_keys", statement.differing_keys()},
      {"not_responsible_keys", statement.not_responsible_keys()}};
}

void PrintReconciliation(const ReconciliationStatement& statement,
                         const Kinds& kinds) {
  PrintLine(absl::StrCat("对账 reconciliation: ", statement.source(), "  ",
                         kinds.Id(statement.file_kind()), "  ",
                         TimeText(statement.time())));
  PrintLine(absl::StrCat("  台账 ", statement.source_rows(), " 条（另有 ",
                         statement.uncounted_rows(),
                         " 行平台不收、未参加），平台 ",
                         statement.platform_rows(), " 条"));
  PrintLine(absl::StrCat(
      "  平台缺少 ", statement.missing_on_platform(), "（其中非本单位负责 ",
      statement.not_responsible_keys_size(), "），台账缺少 ",
      statement.missing_at_source(), "，内容不同 ", statement.different()));
  PrintLine(absl::StrCat("  新登记差异 opened: ", statement.opened(),
                         "，已销 closed: ", statement.closed()));
}

}  // namespace creditproof::tool
