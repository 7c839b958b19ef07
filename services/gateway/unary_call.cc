#include "services/gateway/unary_call.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/rpc/status.h"
#include "services/gateway/partition_of.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::MethodDescriptor;
using Stub = grpc::TemplatedGenericStub<google::protobuf::MessageLite,
                                        google::protobuf::MessageLite>;

// Keeps all that gRPC points to until the call is over.
struct Call {
  const BackEnd& back_end;
  const MethodDescriptor& method;
  const MessagePtr request;
  const CallTerms terms;
  const UnaryDone done;
  grpc::ClientContext context{};
  MessagePtr response{};
};

void Start(std::shared_ptr<Call> call, std::uint32_t partition,
           bool may_try_another);

void End(const std::shared_ptr<Call>& call, const grpc::Status& result,
         bool may_try_another) {
  if (result.ok()) {
    call->done(call->response);
    return;
  }
  const absl::Status status = rpc::FromGrpc(result);
  const auto other =
      WrongPartition(status, call->back_end.peer->partition_count());
  if (!other || !may_try_another) {
    call->done(status);
    return;
  }
  Start(std::shared_ptr<Call>(new Call{call->back_end, call->method,
                                       call->request, call->terms, call->done}),
        *other, false);
}

void Start(std::shared_ptr<Call> call, std::uint32_t partition,
           bool may_try_another) {
  Apply(call->terms, call->context);
  call->response = NewMessage(*call->method.output_type());
  Stub stub(call->back_end.peer->ChannelFor(partition));
  stub.UnaryCall(&call->context, WireName(call->method), {},
                 call->request.get(), call->response.get(),
                 [call, may_try_another](const grpc::Status& result) {
                   End(call, result, may_try_another);
                 });
}

// The answers of all instances, as they come in.
struct Gathering {
  const MethodDescriptor& method;
  const UnaryDone done;
  std::size_t awaited;
  std::mutex mutex{};
  std::vector<absl::StatusOr<MessagePtr>> answers{};
};

void Take(Gathering& gathering, absl::StatusOr<MessagePtr> answer) {
  {
    const std::lock_guard lock(gathering.mutex);
    gathering.answers.push_back(std::move(answer));
    if (gathering.answers.size() < gathering.awaited) return;
  }
  gathering.done(JoinAnswers(gathering.method, std::move(gathering.answers)));
}

void CallEveryInstance(const BackEnd& back_end, const MethodDescriptor& method,
                       const MessagePtr& request, const CallTerms& terms,
                       UnaryDone done) {
  const std::shared_ptr<Gathering> gathering(
      new Gathering{method, std::move(done), back_end.instances.size()});
  const auto take = [gathering](absl::StatusOr<MessagePtr> answer) {
    Take(*gathering, std::move(answer));
  };
  for (const std::uint32_t partition : back_end.instances) {
    Start(
        std::shared_ptr<Call>(new Call{back_end, method, request, terms, take}),
        partition, false);
  }
}

}  // namespace

MessagePtr NewMessage(const google::protobuf::Descriptor& type) {
  return MessagePtr(google::protobuf::MessageFactory::generated_factory()
                        ->GetPrototype(&type)
                        ->New());
}

std::string WireName(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

void CallUnary(const BackEnd& back_end, const MethodDescriptor& method,
               MessagePtr request, CallTerms terms, UnaryDone done) {
  const auto partition =
      PartitionOfRequest(*request, back_end.peer->partition_count());
  if (!partition && back_end.is_split()) {
    CallEveryInstance(back_end, method, request, terms, std::move(done));
    return;
  }
  Start(std::shared_ptr<Call>(new Call{back_end, method, std::move(request),
                                       std::move(terms), std::move(done)}),
        partition.value_or(0), true);
}

}  // namespace creditproof::gateway
