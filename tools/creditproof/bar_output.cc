#include "tools/creditproof/bar_output.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tools/creditproof/decision_output.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Appeal;
using ingestion::v1::Bar;
using ingestion::v1::Decision;

absl::string_view StateText(Bar::State state) {
  switch (state) {
    case Bar::STATE_PROPOSED:
      return "待批准 proposed";
    case Bar::STATE_IN_FORCE:
      return "限制中 in force";
    case Bar::STATE_REJECTED:
      return "已否决 rejected";
    case Bar::STATE_LIFTED:
      return "已解除 lifted";
    case Bar::STATE_EXPIRED:
      return "已到期 expired";
    default:
      return "";
  }
}

absl::string_view StateText(Appeal::State state) {
  switch (state) {
    case Appeal::STATE_OPEN:
      return "待答复 open";
    case Appeal::STATE_UPHELD:
      return "申诉成立 upheld";
    case Appeal::STATE_DISMISSED:
      return "已驳回 dismissed";
    case Appeal::STATE_LAPSED:
      return "随限制到期终止 lapsed";
    default:
      return "";
  }
}

Json BarJson(const Bar& bar) {
  Json json = {{"bar", bar.bar_id()},
               {"subject", bar.credit_code()},
               {"state", Identifier(Bar::State_Name(bar.state()), "STATE_")},
               {"until_date", bar.until_date()},
               {"evidence_pdf_sha256",
                absl::BytesToHexString(bar.evidence_pdf_sha256())},
               {"decision", DecisionJson(bar.decision())}};
  if (bar.has_lift()) json["lift"] = DecisionJson(bar.lift());
  if (!bar.has_appeal()) return json;
  const Appeal& appeal = bar.appeal();
  json["appeal"] = {
      {"state", Identifier(Appeal::State_Name(appeal.state()), "STATE_")},
      {"statement", appeal.statement()},
      {"actor", appeal.actor()},
      {"file_time", TimeText(appeal.file_time())},
      {"closer", appeal.closer()},
      {"close_time", TimeText(appeal.close_time())},
      {"answer", appeal.answer()}};
  return json;
}

void PrintAppeal(const Appeal& appeal) {
  PrintLine(absl::StrCat("  申诉 appeal: ", StateText(appeal.state()), "  ",
                         TimeText(appeal.file_time()), "  ",
                         appeal.statement()));
  if (appeal.answer().empty()) return;
  PrintLine(absl::StrCat("    答复 answer: ", appeal.closer(), "  ",
                         TimeText(appeal.close_time()), "  ", appeal.answer()));
}

}  // namespace

bool IsOpen(const Bar& bar) {
  return bar.state() == Bar::STATE_PROPOSED ||
         bar.lift().state() == Decision::STATE_OPEN ||
         bar.appeal().state() == Appeal::STATE_OPEN;
}

void PrintBar(const Tool& tool, const Bar& bar) {
  if (tool.json) return PrintJson(BarJson(bar));
  PrintLine(absl::StrCat(
      bar.bar_id(), "  ", bar.credit_code(), "  ", StateText(bar.state()),
      bar.until_date().empty()
          ? "  无期限 no end"
          : absl::StrCat("  截至 until ", bar.until_date())));
  PrintDecision("限制 bar", bar.decision());
  if (bar.has_appeal()) PrintAppeal(bar.appeal());
  if (bar.has_lift()) PrintDecision("解除 lift", bar.lift());
}

}  // namespace creditproof::tool
