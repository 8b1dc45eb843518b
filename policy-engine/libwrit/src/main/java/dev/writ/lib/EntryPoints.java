package dev.writ.lib;

import dev.writ.engine.bundle.Bundle;
import dev.writ.engine.bundle.BundleVerifier;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.graalvm.nativeimage.IsolateThread;
import org.graalvm.nativeimage.ObjectHandle;
import org.graalvm.nativeimage.ObjectHandles;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;
import org.graalvm.word.UnsignedWord;

/**
 * What the C side calls, from a thread that it attached. Each returns the number of a status and
 * leaves the rest in the caller's slots; nothing is ever thrown into C.
 */
final class EntryPoints {
  /** The slots of a call, as in {@code writ.c}. */
  private static final int ALLOWED = 0;

  private static final int TEXT = 1;
  private static final int LENGTH = 2;
  private static final int HANDLE = 3;

  /** The slots of {@code writ_core_info}. */
  private static final int SEQUENCE = 0;

  private static final int ISSUED_AT = 1;
  private static final int NOT_AFTER = 2;
  private static final int REVISION = 3;

  private static final int MAX_TEXT = 1 << 20;

  private EntryPoints() {}

  @CEntryPoint(name = "writ_core_open")
  static int open(
      IsolateThread thread,
      CCharPointer bundle,
      UnsignedWord bundleLength,
      CCharPointer keys,
      UnsignedWord keysLength,
      long lastSequence,
      CCharPointer service,
      UnsignedWord serviceLength,
      CLongPointer slots) {
    try {
      byte[] bytes = NativeMemory.read(bundle, bundleLength, BundleVerifier.MAX_SIZE);
      DecisionPoint point =
          DecisionPoint.open(
              bytes,
              text(keys, keysLength),
              lastSequence,
              service.isNull() ? null : text(service, serviceLength),
              InstantSource.system());
      slots.write(HANDLE, ObjectHandles.getGlobal().create(point).rawValue());
      return Status.OK.code();
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_swap")
  static int swap(
      IsolateThread thread,
      ObjectHandle handle,
      CCharPointer bundle,
      UnsignedWord length,
      CLongPointer slots) {
    try {
      point(handle).swap(NativeMemory.read(bundle, length, BundleVerifier.MAX_SIZE));
      return Status.OK.code();
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_decide")
  static int decide(
      IsolateThread thread,
      ObjectHandle handle,
      CCharPointer request,
      UnsignedWord length,
      CLongPointer slots) {
    try {
      return done(slots, point(handle).decide(body(request, length)));
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_decide_all")
  static int decideAll(
      IsolateThread thread,
      ObjectHandle handle,
      CCharPointer request,
      UnsignedWord length,
      CLongPointer slots) {
    try {
      return done(slots, point(handle).decideAll(body(request, length)));
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_decide_binary")
  static int decideBinary(
      IsolateThread thread,
      ObjectHandle handle,
      CCharPointer request,
      UnsignedWord length,
      CLongPointer slots) {
    try {
      return done(slots, point(handle).decideBinary(body(request, length)));
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_explain")
  static int explain(
      IsolateThread thread,
      ObjectHandle handle,
      CCharPointer request,
      UnsignedWord length,
      CLongPointer slots) {
    try {
      return done(slots, point(handle).explain(body(request, length)));
    } catch (Throwable e) {
      return failed(slots, e);
    }
  }

  @CEntryPoint(name = "writ_core_info")
  static int info(IsolateThread thread, ObjectHandle handle, CLongPointer slots) {
    try {
      Bundle bundle = point(handle).bundle();
      slots.write(SEQUENCE, bundle.sequence());
      slots.write(ISSUED_AT, bundle.issuedAt().toEpochMilli());
      slots.write(NOT_AFTER, bundle.notAfter().toEpochMilli());
      String revision = bundle.program().revision().toString();
      slots.write(REVISION, NativeMemory.copy(revision).rawValue());
      return Status.OK.code();
    } catch (Throwable e) {
      return status(e).code();
    }
  }

  @CEntryPoint(name = "writ_core_close")
  static void close(IsolateThread thread, ObjectHandle handle) {
    ObjectHandles.getGlobal().destroy(handle);
  }

  private static DecisionPoint point(ObjectHandle handle) {
    return ObjectHandles.getGlobal().get(handle);
  }

  private static String text(CCharPointer from, UnsignedWord length) throws CallFailed {
    return new String(NativeMemory.read(from, length, MAX_TEXT), StandardCharsets.UTF_8);
  }

  private static byte[] body(CCharPointer request, UnsignedWord length) throws CallFailed {
    return NativeMemory.read(request, length, DecisionPoint.MAX_REQUEST);
  }

  private static int done(CLongPointer slots, Reply reply) {
    CCharPointer text = NativeMemory.copy(reply.bytes());
    if (text.isNull()) {
      return Status.OUT_OF_MEMORY.code();
    }
    slots.write(TEXT, text.rawValue());
    slots.write(LENGTH, reply.bytes().length);
    slots.write(ALLOWED, reply.allowed() ? 1 : 0);
    return Status.OK.code();
  }

  private static int failed(CLongPointer slots, Throwable e) {
    byte[] reason = reason(e).getBytes(StandardCharsets.UTF_8);
    CCharPointer text = NativeMemory.copy(reason);
    slots.write(TEXT, text.rawValue());
    slots.write(LENGTH, text.isNull() ? 0 : reason.length);
    slots.write(ALLOWED, 0);
    return status(e).code();
  }

  private static Status status(Throwable e) {
    return switch (e) {
      case CallFailed failed -> failed.status();
      case OutOfMemoryError none -> Status.OUT_OF_MEMORY;
      default -> Status.INTERNAL;
    };
  }

  private static String reason(Throwable e) {
    return switch (e) {
      case CallFailed failed -> failed.reason();
      case OutOfMemoryError none -> "there is no memory left";
      default -> "a fault inside the library: report it with `" + e.getClass().getName() + "`";
    };
  }
}
