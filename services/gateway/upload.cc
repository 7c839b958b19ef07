#include "services/gateway/upload.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/client_callback.h>

#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "libs/rpc/status.h"
#include "services/gateway/partition_of.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageLite;
using google::protobuf::MethodDescriptor;
using Stub = grpc::TemplatedGenericStub<MessageLite, MessageLite>;

// What was read already, then what is left.
class Again final : public Pieces {
 public:
  Again(std::deque<std::string> kept, std::shared_ptr<Pieces> rest)
      : kept_(std::move(kept)), rest_(std::move(rest)) {}

  void Next(Then then) override {
    if (kept_.empty()) return rest_->Next(std::move(then));
    std::string piece = std::move(kept_.front());
    kept_.pop_front();
    then(std::move(piece));
  }

 private:
  std::deque<std::string> kept_;
  const std::shared_ptr<Pieces> rest_;
};

void SetSize(std::uint64_t size, Message& message) {
  const FieldDescriptor* field =
      message.GetDescriptor()->FindFieldByName("size");
  if (field == nullptr || field->type() != FieldDescriptor::TYPE_UINT32) return;
  message.GetReflection()->SetUInt32(&message, field,
                                     static_cast<std::uint32_t>(size));
}

// Lives until gRPC is done with it.
class Stream final : public grpc::ClientBidiReactor<MessageLite, MessageLite> {
 public:
  struct Parts {
    const BackEnd& back_end;
    const MethodDescriptor& method;
    UploadBody body;
    CallTerms terms;
    UnaryDone done;
    bool may_try_another;
  };

  explicit Stream(Parts parts)
      : parts_(std::move(parts)),
        message_(NewMessage(*parts_.method.input_type())),
        response_(NewMessage(*parts_.method.output_type())) {}

  void Start(std::uint32_t partition) {
    Apply(parts_.terms, context_);
    Stub stub(parts_.back_end.peer->ChannelFor(partition));
    stub.PrepareBidiStreamingCall(&context_, WireName(parts_.method), {}, this);
    AddHold();  // writes start outside of reactions
    SetSize(parts_.body.size, *message_);
    StartRead(response_.get());
    StartWrite(message_.get());
    StartCall();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return RemoveHold();  // the answer is there already, or an error
    parts_.body.body->Next(
        [this](const absl::StatusOr<std::string>& piece) { Send(piece); });
  }

  void OnDone(const grpc::Status& status) override {
    const std::unique_ptr<Stream> self(this);
    if (status.ok()) return parts_.done(response_);
    const absl::Status failed = rpc::FromGrpc(status);
    const auto other =
        WrongPartition(failed, parts_.back_end.peer->partition_count());
    if (!other || !parts_.may_try_another) return parts_.done(failed);
    Parts again = parts_;
    again.may_try_another = false;
    again.body.body =
        std::make_shared<Again>(std::move(kept_), parts_.body.body);
    (new Stream(std::move(again)))->Start(*other);
  }

 private:
  void Send(const absl::StatusOr<std::string>& piece) {
    if (!piece.ok()) {
      context_.TryCancel();
      return RemoveHold();
    }
    if (parts_.may_try_another) kept_.push_back(*piece);
    if (piece->empty()) {
      StartWritesDone();
      return RemoveHold();
    }
    message_->Clear();
    message_->GetReflection()->SetString(message_.get(), parts_.body.piece,
                                         *piece);
    StartWrite(message_.get());
  }

  Parts parts_;
  const MessagePtr message_;
  const MessagePtr response_;
  grpc::ClientContext context_;
  std::deque<std::string> kept_;
};

}  // namespace

void CallUpload(const BackEnd& back_end, const MethodDescriptor& method,
                UploadBody body, CallTerms terms, UnaryDone done) {
  (new Stream({back_end, method, std::move(body), std::move(terms),
               std::move(done), back_end.is_split()}))
      ->Start(0);
}

}  // namespace creditproof::gateway
