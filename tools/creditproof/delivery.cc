#include "tools/creditproof/delivery.h"

#include <atomic>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/declared_number.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/connection.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::DeliverRequest;
using ingestion::v1::DeliverResponse;
using ingestion::v1::IngestionService;
using ingestion::v1::RowOutcome;
using ingestion::v1::RowVerdict;

using Stream = grpc::ClientReaderWriter<DeliverRequest, DeliverResponse>;

constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr absl::Duration kPatience = absl::Hours(6);
constexpr std::size_t kRowsKept = 20;  // bad, and noted

DeliverRequest Header(const Shipment& shipment, const std::string& id) {
  DeliverRequest request;
  ingestion::v1::DeliveryHeader& header = *request.mutable_header();
  header.set_source(record::SourceName(shipment.source_id));
  header.set_delivery_id(id);
  header.set_file_kind(shipment.kind);
  header.set_dry_run(shipment.dry_run);
  if (shipment.snapshot.has_value()) {
    *header.mutable_snapshot() = *shipment.snapshot;
  }
  return request;
}

std::string KindOf(const Shipment& shipment) {
  return record::IsDeclared(shipment.kind)
             ? absl::StrCat(static_cast<int>(shipment.kind))
             : ingestion::v1::FileKind_Name(shipment.kind);
}

// What the id is made of before the bytes.
crypto::Sha256Stream StartDigest(const Shipment& shipment) {
  crypto::Sha256Stream digest;
  digest.Update(absl::StrCat(shipment.source_id, "\n", KindOf(shipment), "\n"));
  if (shipment.snapshot.has_value()) {
    digest.Update(
        absl::StrCat("snapshot ", shipment.snapshot->as_of_date(), " ",
                     absl::StrJoin(shipment.snapshot->regions(), ","), "\n"));
    if (!shipment.snapshot->areas().empty()) {
      digest.Update(absl::StrCat(
          "areas ", absl::StrJoin(shipment.snapshot->areas(), ","), "\n"));
    }
  }
  if (shipment.again > 0) {
    digest.Update(absl::StrCat("again ", shipment.again, "\n"));
  }
  return digest;
}

std::string IdOf(crypto::Sha256Stream& digest) {
  return absl::BytesToHexString(digest.Finish());
}

// Sends one shipment in chunks.
class Sender {
 public:
  // `sent` counts the bytes for another thread.
  Sender(Stream& stream, const Shipment& shipment,
         std::atomic<std::uint64_t>& sent)
      : stream_(stream),
        shipment_(shipment),
        sent_(sent),
        digest_(StartDigest(shipment)) {}

  // Until all is sent or the server has heard enough. Fails when the file
  // cannot be read, or is no longer the one that `id` stands for.
  absl::Status Run(const std::string& id) {
    heard_ = stream_.Write(Header(shipment_, id));
    const absl::Status read = shipment_.file.ForEachSentPiece(
        [this](absl::string_view bytes) { return Add(bytes); });
    Flush();
    if (!heard_) return absl::OkStatus();
    RETURN_IF_ERROR(read);
    if (IdOf(digest_) != id) {
      return absl::AbortedError("文件在报送过程中有改动，请重新报送");
    }
    DeliverRequest request;
    request.mutable_end()->set_size_bytes(static_cast<std::int64_t>(sent_));
    request.mutable_end()->set_row_count(shipment_.file.survey().rows);
    heard_ = stream_.Write(request);
    return absl::OkStatus();
  }

 private:
  absl::Status Add(absl::string_view bytes) {
    digest_.Update(bytes);
    chunk_.mutable_chunk()->append(bytes.data(), bytes.size());
    if (chunk_.chunk().size() >= kChunkBytes) Flush();
    return heard_ ? absl::OkStatus() : absl::CancelledError("heard enough");
  }

  void Flush() {
    if (!heard_ || chunk_.chunk().empty()) return;
    heard_ = stream_.Write(chunk_);
    sent_ += chunk_.chunk().size();
    chunk_.mutable_chunk()->clear();
  }

  Stream& stream_;
  const Shipment& shipment_;
  std::atomic<std::uint64_t>& sent_;
  crypto::Sha256Stream digest_;
  DeliverRequest chunk_;
  bool heard_ = true;
};

bool IsBad(RowOutcome outcome) {
  return outcome == ingestion::v1::ROW_OUTCOME_REJECTED ||
         outcome == ingestion::v1::ROW_OUTCOME_QUARANTINED;
}

// Adds the rows of `response` to `answers`, bad ones to `rejected` as well.
absl::Status Take(DeliverResponse& response, Answers& answers,
                  RejectedFile& rejected) {
  for (RowVerdict& verdict : *response.mutable_verdicts()) {
    ++answers.rows[verdict.outcome()];
    const bool is_bad = IsBad(verdict.outcome());
    if (is_bad) RETURN_IF_ERROR(rejected.Add(verdict));
    auto& kept = is_bad ? answers.bad : answers.noted;
    if ((is_bad || verdict.notes_size() > 0) && kept.size() < kRowsKept) {
      kept.push_back(std::move(verdict));
    }
  }
  if (response.has_receipt()) {
    answers.receipt = std::move(*response.mutable_receipt());
    answers.lapsed_since = response.lapsed_since();
    answers.displaced_by_date = response.displaced_by_date();
  }
  return absl::OkStatus();
}

// `status` of a delivery that broke off after `rows_answered` rows.
absl::Status BrokenOff(const absl::Status& status, std::int64_t rows_answered) {
  return absl::Status(
      status.code(),
      absl::StrCat(status.message(), "；已答复的 ", rows_answered,
                   " 行均已保存，再次报送同一文件即可接续"));
}

}  // namespace

std::int64_t BadRows(const Answers& answers) {
  std::int64_t bad = 0;
  for (const auto& [outcome, rows] : answers.rows) {
    if (IsBad(outcome)) bad += rows;
  }
  return bad;
}

absl::StatusOr<std::string> DeliveryId(const Shipment& shipment) {
  crypto::Sha256Stream digest = StartDigest(shipment);
  RETURN_IF_ERROR(shipment.file.ForEachSentPiece([&](absl::string_view bytes) {
    digest.Update(bytes);
    return absl::OkStatus();
  }));
  return IdOf(digest);
}

absl::StatusOr<Answers> Deliver(const rpc::Peer& ingestion,
                                const Shipment& shipment,
                                RejectedFile& rejected,
                                const ProgressObserver& observe) {
  Answers answers;
  ASSIGN_OR_RETURN(answers.delivery_id, DeliveryId(shipment));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  IngestionService::Stub stub(ingestion.ChannelFor(kWholePartition));
  const std::unique_ptr<Stream> stream = stub.Deliver(&context);

  std::atomic<std::uint64_t> sent{0};
  absl::Status sending;
  std::jthread sender([&] {
    sending = Sender(*stream, shipment, sent).Run(answers.delivery_id);
    stream->WritesDone();
  });
  DeliverResponse response;
  std::int64_t rows_answered = 0;
  absl::Status taking;
  while (taking.ok() && stream->Read(&response)) {
    rows_answered += response.verdicts_size();
    taking = Take(response, answers, rejected);
    observe({sent, shipment.file.size(), rows_answered});
  }
  if (!taking.ok()) context.TryCancel();
  sender.join();
  const absl::Status status =
      ingestion.Explain(stream->Finish(), kWholePartition);
  RETURN_IF_ERROR(taking);
  RETURN_IF_ERROR(sending);
  if (!status.ok() && rows_answered > 0 && !shipment.dry_run) {
    return BrokenOff(status, rows_answered);
  }
  RETURN_IF_ERROR(status);
  if (answers.receipt.statement().empty()) {
    return absl::DataLossError(
        "ingestion ended the delivery without a receipt");
  }
  return answers;
}

}  // namespace creditproof::tool
