#include "tools/creditproof/audit_output.h"

#include <google/protobuf/util/time_util.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/base/date.h"

namespace creditproof::tool {
namespace {

using audit::v1::AuditEntry;
using audit::v1::ChainPoint;
using audit::v1::TrailState;
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr std::size_t kShownDigest = 16;

// Such as `2026-11-23T09:30:00.123456+08:00`; empty when unset.
std::string ExactTime(const Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime(
      "%Y-%m-%d%ET%H:%M:%E6S%Ez",
      absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time)),
      base::ChinaTime());
}

absl::string_view ChineseGround(absl::string_view ground) {
  if (ground == "SUBJECT") return "主体本人";
  if (ground == "GRANT") return "主体授权";
  if (ground == "DUTY") return "履行职责";
  if (ground == "SOURCE") return "报送单位";
  if (ground == "ADMINISTRATOR") return "管理员";
  if (ground == "RETENTION") return "保存期限";
  return ground.empty() ? "未写明依据" : "其他依据";
}

// `label` and `text`, when there is any.
std::string Labelled(absl::string_view label, absl::string_view text) {
  return text.empty() ? "" : absl::StrCat("  ", label, ": ", text);
}

Json BasisJson(const AuditEntry& entry) {
  Json bases = Json::array();
  for (const audit::v1::BatchBasis& basis : entry.batch_bases()) {
    Json positions;
    for (int i = 0; i < basis.partitions_size(); ++i) {
      positions[absl::StrCat(basis.partitions(i))] = basis.positions(i);
    }
    bases.push_back({{"policy_id", basis.policy_id()},
                     {"policy_version", basis.policy_version()},
                     {"positions", positions}});
  }
  return bases;
}

// Such as `heilongjiang-2024@1 7:120 9:88`: policy, partitions with positions.
std::string BasisText(const AuditEntry& entry) {
  std::string text;
  for (const audit::v1::BatchBasis& basis : entry.batch_bases()) {
    absl::StrAppend(&text, text.empty() ? "" : "; ", basis.policy_id(), "@",
                    basis.policy_version());
    for (int i = 0; i < basis.partitions_size(); ++i) {
      absl::StrAppend(&text, " ", basis.partitions(i), ":", basis.positions(i));
    }
  }
  if (entry.position() != 0) {
    absl::StrAppend(&text, entry.policy_id(), "@", entry.policy_version(), " ",
                    entry.position());
  }
  return text;
}

std::uint64_t FirstKept(const TrailState& state) {
  return state.start().removed().sequence() + 1;
}

}  // namespace

Json AuditEntryJson(const ServiceInstance& instance, const AuditEntry& entry) {
  Json json = {{"time", ExactTime(entry.time())},
               {"service", instance.service},
               {"address", instance.address},
               {"sequence", entry.sequence()},
               {"client", entry.client()},
               {"actor", entry.actor()},
               {"ground", entry.ground()},
               {"method", entry.method()},
               {"purpose", entry.purpose()},
               {"outcome", entry.outcome()},
               {"report_number", entry.report_number()},
               {"grant_id", entry.grant_id()}};
  if (entry.position() != 0) {
    json["position"] = entry.position();
    json["policy_id"] = entry.policy_id();
    json["policy_version"] = entry.policy_version();
  }
  if (entry.subject_count() != 0) {
    json["subject_count"] = entry.subject_count();
    json["subjects_sha256"] = absl::BytesToHexString(entry.subjects_sha256());
    json["bases"] = BasisJson(entry);
  }
  return json;
}

void PrintAuditEntry(const ServiceInstance& instance, const AuditEntry& entry) {
  PrintLine(absl::StrCat(TimeText(entry.time()), "  ", instance.service, "  ",
                         entry.method(), "  ", entry.outcome()));
  PrintLine(absl::StrCat("  ", ChineseGround(entry.ground()), " ",
                         entry.ground(),
                         Labelled("客户端 client", entry.client()),
                         Labelled("经办 actor", entry.actor()),
                         Labelled("用途 purpose", entry.purpose()),
                         Labelled("依据 basis", BasisText(entry)),
                         Labelled("报告 report", entry.report_number()),
                         Labelled("授权 grant", entry.grant_id())));
}

Json TrailJson(const ServiceInstance& instance, const TrailState& state,
               const ChainPoint& known) {
  Json json = {{"service", instance.service},
               {"address", instance.address},
               {"intact", !state.has_damage()},
               {"entries", state.end().sequence() - (FirstKept(state) - 1)},
               {"first_sequence", FirstKept(state)},
               {"first_time", ExactTime(state.first_time())},
               {"last_sequence", state.end().sequence()},
               {"last_time", ExactTime(state.end().time())},
               {"end_sha256", absl::BytesToHexString(state.end().sha256())},
               {"known_sequence", known.sequence()}};
  if (state.has_start()) {
    json["pruned_time"] = ExactTime(state.start().time());
    json["keep_months"] = state.start().keep_months();
  }
  if (state.has_damage()) {
    json["damaged_sequence"] = state.damage().sequence();
    json["message"] = state.damage().message();
  }
  return json;
}

void PrintTrail(const ServiceInstance& instance, const TrailState& state,
                const ChainPoint& known) {
  const std::string who =
      absl::StrCat(instance.service, "  ", instance.address, "  ");
  if (state.has_damage()) {
    PrintLine(absl::StrCat(who, "被改动或删除 NOT INTACT: 第 ",
                           state.damage().sequence(), " 条 entry ",
                           state.damage().sequence(), "：",
                           state.damage().message()));
    return;
  }
  PrintLine(absl::StrCat(
      who, "完好 intact: ", state.end().sequence() - (FirstKept(state) - 1),
      " 条 entries（", FirstKept(state), "–", state.end().sequence(), "）",
      Labelled("起于 since", TimeText(state.first_time())),
      Labelled("链尾 end", absl::BytesToHexString(state.end().sha256())
                               .substr(0, kShownDigest))));
  if (state.has_start()) {
    PrintLine(absl::StrCat("  更早的已按保存期限（",
                           state.start().keep_months(),
                           " 个月）删除 older ones were removed by rule at ",
                           TimeText(state.start().time())));
  }
  if (known.sequence() != 0) {
    PrintLine(absl::StrCat("  包含上次核验的链尾 contains the earlier end at ",
                           known.sequence()));
  }
}

}  // namespace creditproof::tool
