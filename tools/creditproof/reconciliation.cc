#include "tools/creditproof/reconciliation.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/reconcile/elsewhere.h"
#include "libs/reconcile/parts.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/status.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;
using ingestion::v1::TableRow;
using Stub = ingestion::v1::ReconciliationService::Stub;
using PlatformRows = std::map<std::string, TableRow>;

constexpr absl::Duration kPatience = absl::Minutes(2);
constexpr std::size_t kKeysPerRequest = 200;

class Reconciler {
 public:
  Reconciler(Stub& stub, const std::string& source_id, absl::string_view file)
      : stub_(stub), source_id_(source_id), file_(file) {}

  absl::StatusOr<Reconciliation> Run(FileKind file_kind) {
    const absl::Time start = absl::Now();
    RETURN_IF_ERROR(LearnTerms(file_kind));
    ASSIGN_OR_RETURN(
        result_.source,
        reconcile::ReadTable(file_, source_id_, expectation_, regions_));
    expectation_.file_kind = result_.source.file_kind;
    result_.cost.reading = absl::Now() - start;
    RETURN_IF_ERROR(Compare());
    RETURN_IF_ERROR(Tell());
    if (result_.comparison.all) RETURN_IF_ERROR(Conclude());
    result_.cost.comparing = absl::Now() - start - result_.cost.reading;
    return std::move(result_);
  }

 private:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      Request request) {
    request.set_source(record::SourceName(source_id_));
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    Response response;
    const grpc::Status status = (stub_.*method)(&context, request, &response);
    result_.cost.bytes += static_cast<std::int64_t>(request.ByteSizeLong() +
                                                    response.ByteSizeLong());
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  absl::Status LearnTerms(FileKind file_kind) {
    ASSIGN_OR_RETURN(
        const auto terms,
        Call(&Stub::GetReadingTerms, ingestion::v1::GetReadingTermsRequest()));
    expectation_.file_kind = file_kind;
    for (const int area : terms.areas()) {
      expectation_.areas.push_back(static_cast<record::v1::Area>(area));
    }
    regions_.assign(terms.regions().begin(), terms.regions().end());
    ASSIGN_OR_RETURN(expectation_.today, base::ParseDate(terms.today()));
    expectation_.declared.assign(terms.declared_kinds().begin(),
                                 terms.declared_kinds().end());
    return absl::OkStatus();
  }

  std::string Digest() {
    const absl::Time start = absl::Now();
    reconcile::TableDigest digest;
    for (const reconcile::TableRow& row : result_.source.table.rows()) {
      digest.Add(row.key(), row.sha256());
    }
    result_.cost.reading += absl::Now() - start;
    return digest.Finish();
  }

  absl::Status Compare() {
    RETURN_IF_ERROR(CompareOnce());
    if (reconcile::TakeBackKnown(result_.comparison, result_.source)) {
      RETURN_IF_ERROR(CompareOnce());
    }
    reconcile::LeaveOutElsewhere(result_.source);
    return absl::OkStatus();
  }

  absl::Status CompareOnce() {
    ASSIGN_OR_RETURN(
        result_.comparison,
        reconcile::FindDifferences(
            result_.source.table, reconcile::IsByDay(expectation_.file_kind),
            [this](ingestion::v1::CompareRangesRequest request) {
              request.set_file_kind(expectation_.file_kind);
              return Call(&Stub::CompareRanges, std::move(request));
            }));
    return absl::OkStatus();
  }

  // What there is to say about each difference, from both sides.
  absl::Status Tell() {
    ASSIGN_OR_RETURN(const auto own, OwnRows());
    ASSIGN_OR_RETURN(const PlatformRows platform, ReadPlatformRows());
    for (const auto& found : result_.comparison.differences) {
      ToldDifference told;
      told.kind = found.kind;
      told.key = found.key;
      const auto here = platform.find(found.key);
      if (found.row == nullptr) {
        if (here != platform.end()) NameBy(here->second, told);
      } else {
        const intake::Row& row = own.at(found.row->number);
        told.row = row.number;
        told.credit_code = row.credit_code;
        told.name = row.name;
        told.region_code = row.region_code;
        if (row.record) told.document_number = row.record->document_number();
        if (here != platform.end()) told.fields = Fields(row, here->second);
      }
      result_.told.push_back(std::move(told));
    }
    return absl::OkStatus();
  }

  static void NameBy(const TableRow& row, ToldDifference& told) {
    if (row.has_record()) {
      told.credit_code = row.record().credit_code();
      told.name = row.record().party_name();
      told.document_number = row.record().document_number();
    } else {
      told.credit_code = row.registration().credit_code();
      told.name = row.registration().name();
    }
  }

  std::vector<reconcile::FieldDifference> Fields(const intake::Row& own,
                                                 const TableRow& here) const {
    if (own.record.has_value()) {
      return reconcile::FieldDifferences(expectation_.file_kind,
                                         expectation_.declared, *own.record,
                                         here.record());
    }
    return reconcile::FieldDifferences(*own.registration, here.registration());
  }

  // By number.
  absl::StatusOr<std::map<std::int64_t, intake::Row>> OwnRows() const {
    std::vector<std::int64_t> numbers;
    for (const auto& found : result_.comparison.differences) {
      if (found.row != nullptr) numbers.push_back(found.row->number);
    }
    std::map<std::int64_t, intake::Row> own;
    if (numbers.empty()) return own;
    std::sort(numbers.begin(), numbers.end());
    ASSIGN_OR_RETURN(
        std::vector<intake::Row> rows,
        reconcile::ReadRows(file_, source_id_, expectation_, numbers));
    for (intake::Row& row : rows) {
      const std::int64_t number = row.number;
      own.emplace(number, std::move(row));
    }
    return own;
  }

  absl::StatusOr<PlatformRows> ReadPlatformRows() {
    std::vector<std::string> keys;
    for (const auto& found : result_.comparison.differences) {
      if (found.kind != reconcile::Kind::kMissingOnPlatform) {
        keys.push_back(found.key);
      }
    }
    PlatformRows rows;
    std::size_t at = 0;
    while (at < keys.size()) {
      const auto first = keys.begin() + static_cast<std::ptrdiff_t>(at);
      const auto count = std::min(kKeysPerRequest, keys.size() - at);
      ingestion::v1::GetTableRowsRequest request;
      request.set_file_kind(expectation_.file_kind);
      request.mutable_keys()->Add(first,
                                  first + static_cast<std::ptrdiff_t>(count));
      ASSIGN_OR_RETURN(auto response,
                       Call(&Stub::GetTableRows, std::move(request)));
      for (TableRow& row : *response.mutable_rows()) {
        std::string key = row.key();
        rows[std::move(key)] = std::move(row);
      }
      if (response.answered_keys() <= 0) {
        return absl::DataLossError("ingestion answers for no key");
      }
      at += static_cast<std::size_t>(response.answered_keys());
    }
    return rows;
  }

  absl::Status Conclude() {
    ingestion::v1::ConcludeReconciliationRequest request;
    request.set_file_kind(expectation_.file_kind);
    request.set_table_sha256(Digest());
    request.set_uncounted_rows(result_.source.uncounted);
    for (std::size_t i = 0; i < result_.told.size(); ++i) {
      const auto& found = result_.comparison.differences[i];
      ingestion::v1::Difference& difference = *request.add_differences();
      difference.set_key(found.key);
      if (found.row == nullptr) continue;
      difference.set_sha256(std::string(found.row->sha256()));
      difference.set_credit_code(result_.told[i].credit_code);
      difference.set_region_code(result_.told[i].region_code);
    }
    ASSIGN_OR_RETURN(result_.signed_statement,
                     Call(&Stub::ConcludeReconciliation, std::move(request)));
    if (!result_.statement.ParseFromString(
            result_.signed_statement.statement())) {
      return absl::DataLossError("the statement cannot be read");
    }
    const auto& refused = result_.statement.not_responsible_keys();
    for (ToldDifference& told : result_.told) {
      told.not_responsible =
          std::find(refused.begin(), refused.end(), told.key) != refused.end();
    }
    return absl::OkStatus();
  }

  Stub& stub_;
  const std::string source_id_;
  const absl::string_view file_;
  intake::Expectation expectation_;
  std::vector<std::string> regions_;
  Reconciliation result_;
};

}  // namespace

absl::StatusOr<Reconciliation> Reconcile(Stub& stub,
                                         const std::string& source_id,
                                         FileKind file_kind,
                                         absl::string_view file) {
  return Reconciler(stub, source_id, file).Run(file_kind);
}

}  // namespace creditproof::tool
