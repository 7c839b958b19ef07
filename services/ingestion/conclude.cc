#include <google/protobuf/util/time_util.h>

#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"
#include "libs/reconcile/parts.h"
#include "libs/reconcile/table_key.h"
#include "services/ingestion/reconciliation.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using Differences = google::protobuf::RepeatedPtrField<v1::Difference>;

constexpr int kMaxDifferences = 10'000;
constexpr absl::string_view kContext = "creditproof-reconciliation-v1";

absl::Status CheckDifference(const v1::Difference& difference) {
  if (difference.key().size() != reconcile::kKeyLength ||
      !reconcile::IsKeyPrefix(difference.key())) {
    return base::InvalidField("differences.key", "is no key");
  }
  if (!difference.sha256().empty() &&
      difference.sha256().size() != crypto::kSha256Bytes) {
    return base::InvalidField("differences.sha256", "has not 32 bytes");
  }
  if (difference.credit_code().empty()) return absl::OkStatus();
  const auto code = CreditCode::Parse(difference.credit_code());
  if (code.ok()) return absl::OkStatus();
  return base::InvalidField("differences.credit_code", code.status().message());
}

absl::Status CheckDifferences(const Differences& differences) {
  if (differences.size() > kMaxDifferences) {
    return base::InvalidField("differences",
                              absl::StrCat("are more than ", kMaxDifferences));
  }
  const std::string* before = nullptr;
  for (const v1::Difference& difference : differences) {
    RETURN_IF_ERROR(CheckDifference(difference));
    if (before != nullptr && *before >= difference.key()) {
      return base::InvalidField("differences", "are not ascending by key");
    }
    before = &difference.key();
  }
  return absl::OkStatus();
}

// Goes through the table here with the differences beside it, and so learns the
// digests of both tables.
class BothTables {
 public:
  explicit BothTables(const Differences& differences)
      : differences_(differences) {}

  void Meet(absl::string_view key, absl::string_view sha256) {
    here_.Add(key, sha256);
    while (next_ < differences_.size() && differences_[next_].key() < key) {
      TakeNext(missing_here_);
    }
    if (next_ < differences_.size() && differences_[next_].key() == key) {
      TakeNext(differences_[next_].sha256().empty() ? missing_there_
                                                    : different_);
    } else {
      there_.Add(key, sha256);
    }
  }

  void Describe(v1::ReconciliationStatement& statement) {
    while (next_ < differences_.size()) TakeNext(missing_here_);
    statement.set_platform_rows(here_.rows());
    statement.set_platform_sha256(here_.Finish());
    statement.set_source_rows(there_.rows());
    statement.set_source_sha256(there_.Finish());
    statement.set_missing_on_platform(missing_here_);
    statement.set_missing_at_source(missing_there_);
    statement.set_different(different_);
  }

 private:
  void TakeNext(std::int64_t& count) {
    const v1::Difference& difference = differences_[next_++];
    ++count;
    if (difference.sha256().empty()) return;
    there_.Add(difference.key(), difference.sha256());
  }

  const Differences& differences_;
  int next_ = 0;
  reconcile::TableDigest here_;
  reconcile::TableDigest there_;
  std::int64_t missing_here_ = 0;
  std::int64_t missing_there_ = 0;
  std::int64_t different_ = 0;
};

absl::Status Changed(const TableOf& table) {
  return base::Error(
      absl::StatusCode::kAborted, base::Reason::REASON_SOURCE_CHANGED,
      "the differences are not all that tells the tables apart: compare again",
      {{"source", table.reconciler.source_id}});
}

// The mismatches that stand, and the subject of each, as things are now.
absl::StatusOr<std::map<std::string, std::string>> Standing(
    const TableOf& table, const Differences& differences, const View& view) {
  std::map<std::string, std::string> standing;
  for (const v1::Difference& difference : differences) {
    ASSIGN_OR_RETURN(const auto here,
                     FindTableRow(view, table.prefix, difference.key()));
    const std::string sha256 = here.has_value() ? here->sha256 : "";
    if (sha256 == difference.sha256()) continue;
    const std::string& code =
        here.has_value() ? here->credit_code : difference.credit_code();
    if (code.empty()) {
      return base::InvalidField("differences.credit_code",
                                "is required where the platform has no row");
    }
    standing[MismatchId(table.reconciler, difference.key())] = code;
  }
  return standing;
}

absl::StatusOr<v1::ConcludeReconciliationResponse> Sign(
    const v1::ReconciliationStatement& statement,
    const crypto::SigningKey& key) {
  v1::ConcludeReconciliationResponse response;
  response.set_statement(statement.SerializeAsString());
  response.set_key_id(absl::BytesToHexString(key.verifying_key().id()));
  ASSIGN_OR_RETURN(std::string signature,
                   key.Sign(absl::StrCat(kContext, response.statement()),
                            crypto::SignatureForm::kDer));
  response.set_signature(std::move(signature));
  return response;
}

}  // namespace

absl::StatusOr<v1::ConcludeReconciliationResponse> Conclude(
    const kv::Store& store, Writer& writer, const crypto::SigningKey& key,
    const TableOf& table, const v1::ConcludeReconciliationRequest& request) {
  RETURN_IF_ERROR(CheckDifferences(request.differences()));
  BothTables both(request.differences());
  RETURN_IF_ERROR(
      ScanTable(store, table.prefix, "",
                [&](absl::string_view row_key, absl::string_view sha256) {
                  both.Meet(row_key, sha256);
                  return true;
                }));
  v1::ReconciliationStatement statement;
  both.Describe(statement);
  if (statement.source_sha256() != request.table_sha256()) {
    return Changed(table);
  }
  Settled settled;
  RETURN_IF_ERROR(writer.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(const auto standing,
                     Standing(table, request.differences(), act.view()));
    ASSIGN_OR_RETURN(settled,
                     SettleMismatches(table.reconciler, standing, act));
    *statement.mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
    return absl::OkStatus();
  }));
  statement.set_source(request.source());
  statement.set_file_kind(table.file_kind);
  statement.set_client(table.reconciler.client);
  statement.set_opened(settled.opened);
  statement.set_closed(settled.closed);
  for (const v1::Difference& difference : request.differences()) {
    statement.add_differing_keys(difference.key());
  }
  return Sign(statement, key);
}

}  // namespace creditproof::ingestion
