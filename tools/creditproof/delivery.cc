#include "tools/creditproof/delivery.h"

#include <atomic>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/connection.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::DeliverRequest;
using ingestion::v1::DeliverResponse;
using ingestion::v1::IngestionService;
using ingestion::v1::RowVerdict;

using Stream = grpc::ClientReaderWriter<DeliverRequest, DeliverResponse>;

constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr absl::Duration kPatience = absl::Hours(6);
constexpr std::size_t kNotedRowsKept = 20;

DeliverRequest Header(const Shipment& shipment, const std::string& id) {
  DeliverRequest request;
  ingestion::v1::DeliveryHeader& header = *request.mutable_header();
  header.set_source(record::SourceName(shipment.source_id));
  header.set_delivery_id(id);
  header.set_file_kind(shipment.kind);
  header.set_dry_run(shipment.dry_run);
  return request;
}

// Until all is sent or the server has heard enough.
void Send(Stream& stream, const Shipment& shipment, const std::string& id,
          std::atomic<std::size_t>& sent) {
  if (!stream.Write(Header(shipment, id))) return;
  DeliverRequest request;
  while (sent < shipment.file.size()) {
    const absl::string_view chunk = shipment.file.substr(sent, kChunkBytes);
    request.set_chunk(chunk.data(), chunk.size());
    if (!stream.Write(request)) return;
    sent += chunk.size();
  }
  request.mutable_end()->set_size_bytes(
      static_cast<std::int64_t>(shipment.file.size()));
  if (stream.Write(request)) stream.WritesDone();
}

bool IsBad(const RowVerdict& verdict) {
  return verdict.outcome() == ingestion::v1::ROW_OUTCOME_REJECTED ||
         verdict.outcome() == ingestion::v1::ROW_OUTCOME_QUARANTINED;
}

// Adds the rows of `response` to `answers`. Returns how many.
std::int64_t Take(DeliverResponse& response, Answers& answers) {
  for (RowVerdict& verdict : *response.mutable_verdicts()) {
    ++answers.rows[verdict.outcome()];
    if (IsBad(verdict)) {
      answers.bad.push_back(std::move(verdict));
    } else if (verdict.notes_size() > 0 &&
               answers.noted.size() < kNotedRowsKept) {
      answers.noted.push_back(std::move(verdict));
    }
  }
  if (response.has_receipt()) {
    answers.receipt = std::move(*response.mutable_receipt());
  }
  return response.verdicts_size();
}

// `status` of a delivery that broke off after `rows_answered` rows.
absl::Status BrokenOff(const absl::Status& status, std::int64_t rows_answered) {
  return absl::Status(
      status.code(),
      absl::StrCat(status.message(), "；已答复的 ", rows_answered,
                   " 行均已保存，再次报送同一文件即可接续"));
}

}  // namespace

std::string DeliveryId(const Shipment& shipment) {
  return absl::BytesToHexString(crypto::Sha256(absl::StrCat(
      shipment.source_id, "\n", ingestion::v1::FileKind_Name(shipment.kind),
      "\n", shipment.file)));
}

absl::StatusOr<Answers> Deliver(const rpc::Peer& ingestion,
                                const Shipment& shipment,
                                const ProgressObserver& observe) {
  Answers answers;
  answers.delivery_id = DeliveryId(shipment);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  IngestionService::Stub stub(ingestion.ChannelFor(kWholePartition));
  const std::unique_ptr<Stream> stream = stub.Deliver(&context);

  std::atomic<std::size_t> sent{0};
  std::jthread sender(
      [&] { Send(*stream, shipment, answers.delivery_id, sent); });
  DeliverResponse response;
  std::int64_t rows_answered = 0;
  while (stream->Read(&response)) {
    rows_answered += Take(response, answers);
    observe({sent, shipment.file.size(), rows_answered});
  }
  sender.join();
  const absl::Status status =
      ingestion.Explain(stream->Finish(), kWholePartition);
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
