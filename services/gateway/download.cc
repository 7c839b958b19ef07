#include "services/gateway/download.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/client_callback.h>

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/api/httpbody.pb.h"
#include "libs/rpc/status.h"
#include "services/gateway/partition_of.h"

namespace creditproof::gateway {
namespace {

using google::api::HttpBody;
using google::protobuf::MessageLite;
using Stub = grpc::TemplatedGenericStub<MessageLite, MessageLite>;

// Lives until gRPC is done with it and nobody reads it any more.
class Stream final : public grpc::ClientBidiReactor<MessageLite, MessageLite>,
                     public std::enable_shared_from_this<Stream> {
 public:
  // The next message; nothing at the end.
  using Then = std::function<void(absl::StatusOr<std::optional<HttpBody>>)>;

  explicit Stream(MessagePtr request) : request_(std::move(request)) {}

  void Start(const BackEnd& back_end, const std::string& method,
             std::uint32_t partition, const CallTerms& terms) {
    self_ = shared_from_this();
    Apply(terms, context_);
    Stub stub(back_end.peer->ChannelFor(partition));
    stub.PrepareBidiStreamingCall(&context_, method, {}, this);
    AddHold();  // reads start outside of reactions
    StartWriteLast(request_.get(), {});
    StartCall();
  }

  void Read(Then then) {
    then_ = std::move(then);
    StartRead(&message_);
  }

  // Nobody reads any more.
  void Abandon() {
    context_.TryCancel();
    Release();
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      Release();  // OnDone says why
      return;
    }
    Take()(std::optional<HttpBody>(std::move(message_)));
  }

  void OnDone(const grpc::Status& status) override {
    const std::shared_ptr<Stream> self = std::move(self_);
    const Then then = Take();
    if (!then) return;
    if (status.ok()) {
      then(std::optional<HttpBody>());
    } else {
      then(rpc::FromGrpc(status));
    }
  }

 private:
  Then Take() { return std::exchange(then_, nullptr); }

  void Release() {
    if (!released_.exchange(true)) RemoveHold();
  }

  const MessagePtr request_;
  grpc::ClientContext context_;
  HttpBody message_;
  Then then_;
  std::atomic<bool> released_ = false;
  std::shared_ptr<Stream> self_;
};

// What follows the first message.
class Rest final : public Pieces {
 public:
  explicit Rest(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}
  ~Rest() override { stream_->Abandon(); }

  void Next(Then then) override {
    stream_->Read([this, then = std::move(then)](
                      const absl::StatusOr<std::optional<HttpBody>>& read) {
      if (!read.ok()) return then(read.status());
      if (!read->has_value()) return then(std::string());
      if ((*read)->data().empty()) return Next(then);
      then((*read)->data());
    });
  }

 private:
  const std::shared_ptr<Stream> stream_;
};

std::string Disposition(const std::string& name, const std::string& type) {
  return absl::StrCat("attachment; filename=\"", name,
                      type == "application/pdf" ? ".pdf" : "", "\"");
}

Answer Begin(const HttpBody& first, const std::string& file_name,
             std::shared_ptr<Stream> stream) {
  return {
      200,
      {{"content-type", first.content_type()},
       {"content-disposition", Disposition(file_name, first.content_type())},
       {"cache-control", "no-store"}},
      first.data(),
      std::make_shared<Rest>(std::move(stream))};
}

}  // namespace

void CallDownload(const BackEnd& back_end,
                  const google::protobuf::MethodDescriptor& method,
                  MessagePtr request, CallTerms terms, std::string file_name,
                  DownloadDone done) {
  const std::uint32_t partition =
      PartitionOfRequest(*request, back_end.peer->partition_count())
          .value_or(0);
  const auto stream = std::make_shared<Stream>(std::move(request));
  stream->Start(back_end, WireName(method), partition, terms);
  stream->Read([=](const absl::StatusOr<std::optional<HttpBody>>& first) {
    if (!first.ok()) return done(first.status());
    if (!first->has_value()) {
      return done(absl::InternalError("a stream without a message"));
    }
    done(Begin(**first, file_name, stream));
  });
}

}  // namespace creditproof::gateway
