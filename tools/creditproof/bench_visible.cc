#include "tools/creditproof/bench_visible.h"

#include <algorithm>
#include <iterator>
#include <thread>

#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::DeliverRequest;
using ingestion::v1::DeliverResponse;
using Stream = grpc::ClientReaderWriter<DeliverRequest, DeliverResponse>;

constexpr std::size_t kRowsPerMessage = 100;
constexpr absl::Duration kBetweenMessages = absl::Milliseconds(20);

DeliverRequest Header() {
  DeliverRequest request;
  request.mutable_header()->set_source("sources/penalties");
  request.mutable_header()->set_delivery_id("paced");
  return request;
}

void SendPaced(const std::vector<std::string>& rows, Stream& stream) {
  bool open = stream.Write(Header());
  DeliverRequest end;
  absl::Time due = absl::Now();
  for (std::size_t i = 0; open && i < rows.size(); due += kBetweenMessages) {
    DeliverRequest request;
    for (std::size_t n = 0; n < kRowsPerMessage && i < rows.size(); ++n, ++i) {
      request.mutable_chunk()->append(rows[i]);
    }
    end.mutable_end()->set_size_bytes(end.end().size_bytes() +
                                      std::ssize(request.chunk()));
    absl::SleepFor(due - absl::Now());
    open = stream.Write(request);
  }
  if (open) stream.Write(end);
  stream.WritesDone();
}

double Percentile99(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() * 99 / 100];
}

}  // namespace

absl::StatusOr<double> MeasureVisible(const IngestServer& server,
                                      const std::vector<std::string>& rows) {
  grpc::ClientContext context;
  ingestion::v1::IngestionService::Stub stub(server.peer().ChannelFor(0));
  const std::unique_ptr<Stream> stream = stub.Deliver(&context);
  std::jthread sender([&] { SendPaced(rows, *stream); });
  std::vector<double> milliseconds;
  for (DeliverResponse answer; stream->Read(&answer);) {
    const absl::Time answered = absl::Now();
    RETURN_IF_ERROR(server.WaitForChecks());
    milliseconds.insert(milliseconds.end(),
                        static_cast<std::size_t>(answer.verdicts_size()),
                        absl::ToDoubleMilliseconds(absl::Now() - answered));
  }
  sender.join();
  RETURN_IF_ERROR(server.peer().Explain(stream->Finish(), 0));
  if (milliseconds.size() + 1 != rows.size()) {
    return absl::InternalError("not every paced row was answered");
  }
  return Percentile99(std::move(milliseconds));
}

}  // namespace creditproof::tool
