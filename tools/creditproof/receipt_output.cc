#include "tools/creditproof/receipt_output.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/outcome_text.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::OutcomeCount;
using ingestion::v1::PositionRange;
using ingestion::v1::Receipt;
using ingestion::v1::ReceiptStatement;

// Off line, a declared kind is known by its number alone.
std::string KindName(const ReceiptStatement& statement) {
  return Kinds().Id(statement.file_kind());
}

std::string RowsHex(const ReceiptStatement& statement) {
  return absl::BytesToHexString(statement.rows_sha256());
}

}  // namespace

Json ReceiptJson(const Receipt& receipt, const ReceiptStatement& statement) {
  Json json = {
      {"delivery", statement.delivery()}, {"file_kind", KindName(statement)},
      {"rows", Json::object()},           {"rows_sha256", RowsHex(statement)},
      {"positions", Json::array()},       {"time", TimeText(statement.time())},
      {"dry_run", statement.dry_run()},   {"key_id", receipt.key_id()}};
  for (const OutcomeCount& count : statement.counts()) {
    json["rows"][OutcomeName(count.outcome())] = count.rows();
  }
  for (const PositionRange& range : statement.positions()) {
    json["positions"].push_back({{"partition", range.partition()},
                                 {"first", range.first_position()},
                                 {"last", range.last_position()}});
  }
  if (statement.has_sweep()) {
    json["sweep"] = {{"as_of_date", statement.sweep().as_of_date()},
                     {"lapsed", statement.sweep().lapsed()},
                     {"withheld", statement.sweep().withheld()},
                     {"withheld_reason", statement.sweep().withheld_reason()}};
  }
  return json;
}

void PrintReceipt(const Receipt& receipt, const ReceiptStatement& statement) {
  PrintLine(absl::StrCat("报送 delivery: ", statement.delivery(),
                         statement.dry_run() ? "（试送 dry run）" : ""));
  PrintLine(absl::StrCat("类型 kind: ", KindName(statement)));
  PrintLine(absl::StrCat("时间 time: ", TimeText(statement.time())));
  for (const OutcomeCount& count : statement.counts()) {
    PrintLine(absl::StrCat("  ", OutcomeText(count.outcome()), " ",
                           OutcomeName(count.outcome()), ": ", count.rows()));
  }
  if (statement.has_sweep()) {
    PrintLine(absl::StrCat("全量清单 snapshot ", statement.sweep().as_of_date(),
                           "：已不在名单 lapsed ", statement.sweep().lapsed(),
                           "，暂未移出 withheld ", statement.sweep().withheld(),
                           " ", statement.sweep().withheld_reason()));
  }
  PrintLine(absl::StrCat("数据行摘要 rows SHA-256: ", RowsHex(statement)));
  for (const PositionRange& range : statement.positions()) {
    PrintLine(absl::StrCat("  分区 partition ", range.partition(), "：位置 ",
                           range.first_position(), " - ",
                           range.last_position()));
  }
  PrintLine(absl::StrCat("签名密钥 key: ", receipt.key_id()));
}

}  // namespace creditproof::tool
