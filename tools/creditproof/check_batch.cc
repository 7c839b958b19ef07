#include "tools/creditproof/check_batch.h"

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/partition/partition.h"
#include "libs/policy/decide.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::BatchCheckEligibilityResponse;
using eligibility::v1::BatchOther;
using eligibility::v1::Cause;
using eligibility::v1::EligibilityService;
using eligibility::v1::Verdict;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr std::size_t kMostCodes = 10'000;

// Lines for one instance.
struct Group {
  std::uint32_t partition = 0;  // one of those that the instance serves
  std::vector<std::string> texts;
};

class BatchRun {
 public:
  BatchRun(const Connection& connection, BatchCheckEligibilityRequest question,
           bool json)
      : connection_(connection),
        question_(std::move(question)),
        json_(json),
        most_codes_(connection.asks_one_by_one() ? 1 : kMostCodes) {}

  absl::Status Take(const std::string& line) {
    const std::string text = FoldCode(line);
    if (text.empty()) return absl::OkStatus();
    ++total_;
    // By itself: the service takes codes of 18 bytes only.
    if (const CodeRule rule = FirstBrokenRule(text); rule != CodeRule::kNone) {
      PrintUnjudged(text, "INVALID", ChineseText(rule));
      return absl::OkStatus();
    }
    const std::uint32_t partition =
        PartitionOf(text, connection_.partition_count());
    Group& group =
        groups_[connection_.eligibility_check().AddressFor(partition)];
    group.partition = partition;
    group.texts.push_back(text);
    return group.texts.size() < most_codes_ ? absl::OkStatus() : Send(group);
  }

  absl::StatusOr<int> Finish() {
    for (auto& [address, group] : groups_) RETURN_IF_ERROR(Send(group));
    if (json_) {
      PrintJson({{"total", total_}, {"eligible", eligible_}});
    } else {
      PrintLine(absl::StrCat("共 ", total_, " 个，可以出具 ", eligible_,
                             " 个 / ", eligible_, " of ", total_,
                             " are eligible"));
    }
    return eligible_ == total_ ? 0 : 3;
  }

 private:
  absl::Status Send(Group& group) {
    const std::vector<std::string> texts = std::exchange(group.texts, {});
    if (texts.empty()) return absl::OkStatus();
    std::string& codes = *question_.mutable_codes();
    codes.clear();
    for (const std::string& text : texts) codes += text;
    ASSIGN_OR_RETURN(
        *question_.mutable_ground(),
        connection_.GroundFor(CreditCode::Parse(texts.front()).value()));
    ASSIGN_OR_RETURN(
        const BatchCheckEligibilityResponse response,
        connection_.eligibility_check().Call(
            group.partition, &EligibilityService::Stub::BatchCheckEligibility,
            question_, absl::Now() + kPatience));
    eligible_ +=
        texts.size() - static_cast<std::size_t>(response.others_size());
    for (const BatchOther& other : response.others()) {
      if (other.index() >= texts.size()) {
        return absl::InternalError("an answer is about no code of the batch");
      }
      Print(texts[other.index()], other);
    }
    return absl::OkStatus();
  }

  void Print(const std::string& text, const BatchOther& other) const {
    if (other.outcome() == Verdict::OUTCOME_UNSPECIFIED) {
      PrintUnjudged(
          text, Identifier(error::v1::Reason_Name(other.reason()), "REASON_"),
          other.message());
    } else if (json_) {
      PrintJson(OtherJson(text, other));
    } else {
      PrintOther(text, other);
    }
  }

  void PrintUnjudged(const std::string& text, absl::string_view verdict,
                     absl::string_view message) const {
    if (json_) {
      PrintJson({{"subject", text},
                 {"verdict", std::string(verdict)},
                 {"message", std::string(message)}});
    } else {
      PrintLine(absl::StrCat(text, "  ", message, "  ", verdict));
    }
  }

  static Json OtherJson(const std::string& text, const BatchOther& other) {
    Json json = {{"subject", text},
                 {"verdict", OutcomeName(other.outcome())},
                 {"causes", Json::array()},
                 {"finding_count", other.finding_count()}};
    for (const int cause : other.causes()) {
      json["causes"].push_back(Identifier(
          Cause::Kind_Name(static_cast<Cause::Kind>(cause)), "KIND_"));
    }
    return json;
  }

  static void PrintOther(const std::string& text, const BatchOther& other) {
    std::string line = absl::StrCat(text, "  ", OutcomeText(other.outcome()),
                                    "  ", OutcomeName(other.outcome()));
    if (other.finding_count() > 0) {
      absl::StrAppend(&line, "  记录 records: ", other.finding_count());
    }
    for (const int cause : other.causes()) {
      absl::StrAppend(&line, "  ",
                      policy::CauseText(static_cast<Cause::Kind>(cause)));
    }
    PrintLine(line);
  }

  const Connection& connection_;
  BatchCheckEligibilityRequest question_;
  const bool json_;
  const std::size_t most_codes_;         // a call
  std::map<std::string, Group> groups_;  // by address
  std::size_t total_ = 0;
  std::size_t eligible_ = 0;
};

}  // namespace

absl::StatusOr<int> CheckBatch(const Connection& connection,
                               const std::string& file,
                               BatchCheckEligibilityRequest question,
                               bool json) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file);
    if (!opened) {
      return absl::NotFoundError(
          absl::StrCat("读不到文件 / cannot read ", file));
    }
  }
  std::istream& lines = file == "-" ? std::cin : opened;
  BatchRun run(connection, std::move(question), json);
  for (std::string line; std::getline(lines, line);) {
    RETURN_IF_ERROR(run.Take(line));
  }
  if (lines.bad()) {
    return absl::DataLossError(absl::StrCat("读不完文件 / cannot read ", file));
  }
  return run.Finish();
}

}  // namespace creditproof::tool
